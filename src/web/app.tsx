import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { SessionReply } from '../server/api.ts';
import { callApi, listenForSignOut, NoAnswer } from './api-client.ts';
import { Problem } from './parts/problem.tsx';
import { SettingsDialog } from './parts/settings-dialog.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { screenAt, type Screen } from './place.ts';
import { chooseLanguage, chooseTheme, preferredLanguage, preferredTheme } from './preferences.ts';
import { ReviewWork } from './review/review-work.ts';
import { EnterScreen } from './screens/enter-screen.tsx';
import { FolderScreen } from './screens/folder-screen.tsx';
import { FormsScreen } from './screens/forms-screen.tsx';
import { PrintScreen } from './screens/print-screen.tsx';
import { ReviewScreen } from './screens/review-screen.tsx';
import { RowsScreen } from './screens/rows-screen.tsx';
import { SCREEN_LANGUAGES, WordsContext } from './words.ts';

type SignIn =
  | { readonly state: 'opening' | 'out' }
  | { readonly state: 'in'; readonly session: SessionReply }
  | { readonly state: 'failed'; readonly error: unknown };

/** Exchanges the token after the hash for a session, or takes up the session that the browser has. */
const signIn = async (): Promise<SignIn> => {
  const token = location.pathname === '/enter' ? location.hash.slice(1) : '';
  if (location.pathname === '/enter') history.replaceState(null, '', '/review');
  try {
    if (token !== '') {
      try {
        return { state: 'in', session: await callApi<SessionReply>('POST', '/api/session', { token }) };
      } catch (error) {
        if (error instanceof NoAnswer) throw error;
        // The link was used: perhaps by this very browser, which then has a session.
      }
    }
    return { state: 'in', session: await callApi<SessionReply>('GET', '/api/session') };
  } catch (error) {
    return error instanceof NoAnswer ? { state: 'failed', error } : { state: 'out' };
  }
};

export const App = (): JSX.Element => {
  const [language, setLanguage] = useState(preferredLanguage);
  const [theme, setTheme] = useState(preferredTheme);
  const [screen, setScreen] = useState<Screen>(() => screenAt(location.pathname));
  const [signedIn, setSignedIn] = useState<SignIn>({ state: 'opening' });
  const [settings, setSettings] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const words = SCREEN_LANGUAGES[language];

  const begin = useCallback(() => {
    void signIn().then(setSignedIn);
  }, []);
  useEffect(() => {
    begin();
    listenForSignOut(() => setSignedIn({ state: 'out' }));
    const onBack = (): void => setScreen(screenAt(location.pathname));
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, [begin]);
  useEffect(() => {
    chooseLanguage(language);
  }, [language]);
  useEffect(() => {
    document.title = `${words.nav[screen]} – Paperline`;
  }, [screen, words]);

  const leaseMs = signedIn.state === 'in' ? signedIn.session.leaseMs : null;
  const review = useMemo(() => (leaseMs === null ? null : new ReviewWork(leaseMs)), [leaseMs]);
  useEffect(() => {
    if (review === null) return undefined;
    return review.subscribe(() => setOpen(review.state.progress?.open ?? null));
  }, [review]);

  const go = (next: Screen): void => {
    if (next !== screen) history.pushState(null, '', `/${next}`);
    setScreen(next);
  };
  const leave = (): void => {
    callApi('DELETE', '/api/session').then(
      () => setSignedIn({ state: 'out' }),
      () => setSignedIn({ state: 'out' }),
    );
    setSettings(false);
  };

  if (signedIn.state !== 'in' || review === null) {
    return (
      <WordsContext.Provider value={words}>
        {signedIn.state === 'failed' ? (
          <main class="alone" id="content">
            <h1>Paperline</h1>
            <Problem error={signedIn.error} retry={begin} />
          </main>
        ) : (
          <EnterScreen opening={signedIn.state === 'opening'} />
        )}
      </WordsContext.Provider>
    );
  }
  return (
    <WordsContext.Provider value={words}>
      <a class="skip-link" href="#content">
        {words.skipToContent}
      </a>
      <TopBar
        screen={screen}
        open={open}
        language={language}
        onGo={go}
        onLanguage={setLanguage}
        onSettings={() => setSettings(true)}
      />
      {screen === 'review' ? <ReviewScreen work={review} onGo={go} paused={settings} /> : null}
      {screen === 'folder' ? <FolderScreen /> : null}
      {screen === 'print' ? <PrintScreen /> : null}
      {screen === 'forms' ? <FormsScreen /> : null}
      {screen === 'rows' ? <RowsScreen onGo={go} /> : null}
      {settings ? (
        <SettingsDialog
          reviewer={signedIn.session.reviewer}
          language={language}
          theme={theme}
          onLanguage={setLanguage}
          onTheme={(next) => {
            chooseTheme(next);
            setTheme(next);
          }}
          onLeave={leave}
          onClose={() => setSettings(false)}
        />
      ) : null}
    </WordsContext.Provider>
  );
};
