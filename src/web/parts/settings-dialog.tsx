import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { callApi } from '../api-client.ts';
import type { Theme } from '../preferences.ts';
import { SCREEN_LANGUAGES, useWords, type ScreenLanguage } from '../words.ts';
import { Dialog } from './dialog.tsx';
import { Problem } from './problem.tsx';
import { Segments } from './segments.tsx';

export interface SettingsDialogProps {
  readonly reviewer: string;
  readonly language: ScreenLanguage;
  readonly theme: Theme;
  readonly onLanguage: (language: ScreenLanguage) => void;
  readonly onTheme: (theme: Theme) => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

const SecondBrowser = (): JSX.Element => {
  const words = useWords();
  const [link, setLink] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const ask = (): void => {
    callApi<{ link: string }>('POST', '/api/links').then((reply) => setLink(reply.link), setError);
  };
  return (
    <section class="setting">
      {link === null ? (
        <button type="button" class="button" onClick={ask}>
          {words.settings.secondBrowser}
        </button>
      ) : (
        <>
          <p>{words.settings.secondBrowserText}</p>
          <input
            class="text-input"
            readOnly
            value={link}
            aria-label={words.settings.secondBrowser}
            onFocus={(event) => event.currentTarget.select()}
          />
        </>
      )}
      {error === null ? null : <Problem error={error} />}
    </section>
  );
};

export const SettingsDialog = (props: SettingsDialogProps): JSX.Element => {
  const words = useWords();
  return (
    <Dialog title={words.settings.menu} onClose={props.onClose}>
      <Segments
        name="language"
        label={words.settings.language}
        value={props.language}
        choices={(Object.keys(SCREEN_LANGUAGES) as ScreenLanguage[]).map((code) => ({
          value: code,
          label: SCREEN_LANGUAGES[code].languageName,
          language: code,
        }))}
        onChoose={props.onLanguage}
      />
      <Segments
        name="theme"
        label={words.settings.theme}
        value={props.theme}
        choices={(['system', 'light', 'dark'] as const).map((theme) => ({
          value: theme,
          label: words.settings.themes[theme],
        }))}
        onChoose={props.onTheme}
      />
      <SecondBrowser />
      <footer class="dialog-foot">
        <span class="muted">
          {words.settings.you} <strong>{props.reviewer}</strong>
        </span>
        <button type="button" class="button" onClick={props.onLeave}>
          {words.settings.leave}
        </button>
      </footer>
    </Dialog>
  );
};
