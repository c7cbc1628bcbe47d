import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { chooseLetterKeys, preferredLetterKeys, type Theme } from '../preferences.ts';
import { LANGUAGE_NAMES, SCREEN_LANGUAGES } from '../../domain/screen-language.ts';
import { useSpeak, useWords } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { Segments } from './segments.tsx';

export interface SettingsDialogProps {
  readonly name: string;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onAccount: () => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

export const SettingsDialog = (props: SettingsDialogProps): JSX.Element => {
  const words = useWords();
  const speak = useSpeak();
  const [letters, setLetters] = useState<'on' | 'off'>(preferredLetterKeys() ? 'on' : 'off');
  return (
    <Dialog title={words.settings.menu} onClose={props.onClose}>
      <Segments
        name="language"
        label={words.settings.language}
        value={words.language}
        choices={SCREEN_LANGUAGES.map((code) => ({
          value: code,
          label: LANGUAGE_NAMES[code],
          language: code,
        }))}
        onChoose={speak}
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
      <Segments
        name="letters"
        label={words.keys.letters}
        value={letters}
        choices={[
          { value: 'on', label: words.keys.on },
          { value: 'off', label: words.keys.off },
        ]}
        onChoose={(next) => {
          chooseLetterKeys(next === 'on');
          setLetters(next);
        }}
      />
      <footer class="dialog-foot">
        <span class="muted">
          {words.settings.you} <strong>{props.name}</strong>
        </span>
        <span class="spacer" />
        <button type="button" class="button" onClick={props.onAccount}>
          {words.accounts.account.open}
        </button>
        <button type="button" class="button" onClick={props.onLeave}>
          {words.settings.leave}
        </button>
      </footer>
    </Dialog>
  );
};
