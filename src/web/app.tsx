import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SessionReply } from '../server/account-api.ts';
import { callApi, listenForSignOut } from './api-client.ts';
import { comeIn, forgetLink, type Standing } from './entering.ts';
import { KeysDialog } from './parts/keys-dialog.tsx';
import { LoadAgain } from './parts/load-again.tsx';
import { Problem } from './parts/problem.tsx';
import { SettingsDialog } from './parts/settings-dialog.tsx';
import { Subtabs } from './parts/subtabs.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { RolesContext, screenAt, ScreensContext, screensFor, type Screen } from './place.ts';
import { useHelpKey } from './parts/use-letter-keys.ts';
import { chooseLanguage, chooseTheme, preferredTheme } from './preferences.ts';
import { ReviewWork } from './review/review-work.ts';
import { takeCell } from './rows/row-cell.ts';
import { RowPictureDialog } from './rows/row-picture.tsx';
import { ShortcutsDialog } from './review/shortcuts-dialog.tsx';
import {
  AccountScreen,
  ApiScreen,
  fetchAhead,
  FolderScreen,
  FormsScreen,
  OpeningsScreen,
  PrintScreen,
  QualityScreen,
  QuestionnairesScreen,
  ResultsScreen,
  ReviewScreen,
  RowsScreen,
  TextsScreen,
  TokensScreen,
  UsersScreen,
  WavesScreen,
} from './screen-parts.ts';
import { AcceptLinkScreen } from './screens/accept-link-screen.tsx';
import { UploadQueue } from './folder/upload-queue.ts';
import { Door, SignInScreen } from './screens/sign-in-screen.tsx';
import type { ScreenLanguage } from '../domain/screen-language.ts';
import type { Words } from './words/shape.ts';
import { loadWords, SpeakContext, useWords, WordsContext } from './words/words.ts';

/** What somebody sees who is not in. */
const Outside = ({
  standing,
  onIn,
  again,
}: {
  readonly standing: Exclude<Standing, { state: 'in' }>;
  readonly onIn: (session: SessionReply) => void;
  readonly again: () => void;
}): JSX.Element => {
  const words = useWords();
  useEffect(() => {
    document.title = 'Paperline';
  }, []);
  switch (standing.state) {
    case 'opening':
      return <Door title={words.accounts.signIn.opening} />;
    case 'failed':
      return (
        <Door title="Paperline">
          <Problem error={standing.error} retry={again} />
        </Door>
      );
    case 'link':
      return <AcceptLinkScreen secret={standing.secret} link={standing.link} onIn={onIn} />;
    case 'out':
      return <SignInScreen problem={standing.problem} onIn={onIn} />;
  }
};

/** The screens of who is in; another person's begin anew. */
const Inside = ({
  session,
  onAgain,
  onOut,
}: {
  readonly session: SessionReply;
  /** Asks anew who is in. */
  readonly onAgain: () => void;
  readonly onOut: () => void;
}): JSX.Element => {
  const words = useWords();
  const screens = useMemo(() => screensFor(session.roles), [session.roles]);
  const [theme, setTheme] = useState(preferredTheme);
  const [wanted, setWanted] = useState<Screen>(() => screenAt(location.pathname, screens));
  const [settings, setSettings] = useState(false);
  const [keys, setKeys] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const [cell, setCell] = useState(() => {
    const named = takeCell();
    return named === null ? null : { named, from: 'link' as 'link' | 'rows' };
  });
  const screen = screenAt(`/${wanted}`, screens);
  useEffect(() => {
    const onBack = (): void => setWanted(screenAt(location.pathname, screens));
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, [screens]);
  useEffect(() => {
    document.title = `${words.nav[screen]} – Paperline`;
    if (location.pathname !== `/${screen}`) history.replaceState(null, '', `/${screen}`);
  }, [screen, words]);

  const uploads = useMemo(() => new UploadQueue(), []);
  useEffect(() => {
    const onLeaving = (event: BeforeUnloadEvent): void => {
      if (uploads.isBusy) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeaving);
    return () => window.removeEventListener('beforeunload', onLeaving);
  }, [uploads]);
  const review = useMemo(() => new ReviewWork(session.leaseMs), [session.leaseMs]);
  useEffect(() => review.subscribe(() => setOpen(review.state.progress?.open ?? null)), [review]);

  useEffect(() => {
    void fetchAhead(screen, screens);
    // What is shown first goes first; the rest follows once.
  }, [screens]);

  const go = (next: Screen): void => {
    if (next !== screen) history.pushState(null, '', `/${next}`);
    setWanted(next);
    setSettings(false);
    setKeys(false);
  };
  // The review screen hears it itself, on each of its ways.
  useHelpKey(() => setKeys(screen !== 'review'));
  const leave = (): void => {
    callApi('DELETE', '/api/session').then(onOut, onOut);
  };
  return (
    <ScreensContext.Provider value={screens}>
      <a class="skip-link" href="#content">
        {words.skipToContent}
      </a>
      <TopBar
        screen={screen}
        open={open}
        onGo={go}
        onShortcuts={() => setKeys(true)}
        onSettings={() => setSettings(true)}
      />
      <Subtabs screen={screen} onGo={go} />
      {screen === 'review' ? (
        <ReviewScreen work={review} onGo={go} paused={settings || keys || cell !== null} />
      ) : null}
      {screen === 'folder' ? <FolderScreen uploads={uploads} /> : null}
      {screen === 'texts' ? <TextsScreen onGo={go} /> : null}
      {screen === 'print' ? <PrintScreen /> : null}
      {screen === 'forms' ? <FormsScreen /> : null}
      {screen === 'questionnaires' ? <QuestionnairesScreen account={session.name} /> : null}
      {screen === 'rows' ? (
        <RowsScreen onGo={go} onCell={(named) => setCell({ named, from: 'rows' })} />
      ) : null}
      {screen === 'waves' ? <WavesScreen /> : null}
      {screen === 'results' ? <ResultsScreen /> : null}
      {screen === 'quality' ? (
        <RolesContext.Provider value={session.roles}>
          <QualityScreen />
        </RolesContext.Provider>
      ) : null}
      {screen === 'users' ? <UsersScreen onOwnRoles={onAgain} /> : null}
      {screen === 'tokens' ? <TokensScreen onGo={go} /> : null}
      {screen === 'openings' ? <OpeningsScreen /> : null}
      {screen === 'account' ? <AccountScreen onLeave={leave} /> : null}
      {screen === 'api' ? <ApiScreen onGo={go} /> : null}
      {keys && screen === 'review' ? (
        <ShortcutsDialog way={review.state.way} onClose={() => setKeys(false)} />
      ) : null}
      {keys && screen !== 'review' ? (
        <KeysDialog screenName={words.nav[screen]} onClose={() => setKeys(false)} />
      ) : null}
      {cell === null ? null : (
        <RowPictureDialog
          cell={cell.named}
          from={cell.from}
          mayReview={session.roles.includes('reviewer')}
          onClose={() => setCell(null)}
        />
      )}
      {settings ? (
        <SettingsDialog
          name={session.name}
          theme={theme}
          onTheme={(next) => {
            chooseTheme(next);
            setTheme(next);
          }}
          onAccount={() => go('account')}
          onLeave={leave}
          onClose={() => setSettings(false)}
        />
      ) : null}
    </ScreensContext.Provider>
  );
};

/** Speaks `first`, and every other language from when its words are here. */
const useLanguage = (
  first: Words,
): {
  readonly words: Words;
  readonly isAway: boolean;
  readonly speak: (language: ScreenLanguage) => void;
} => {
  const [words, setWords] = useState(first);
  const [isAway, setIsAway] = useState(false);
  const wanted = useRef(first.language);
  const speak = useCallback((language: ScreenLanguage) => {
    wanted.current = language;
    const arrive = (loaded: Words | null): void => {
      if (wanted.current !== language) return;
      setIsAway(loaded === null);
      if (loaded === null) return;
      chooseLanguage(language);
      setWords(loaded);
    };
    loadWords(language).then(arrive, () => arrive(null));
  }, []);
  return { words, isAway, speak };
};

export const App = ({ first }: { readonly first: Words }): JSX.Element => {
  const { words, isAway, speak } = useLanguage(first);
  const [standing, setStanding] = useState<Standing>({ state: 'opening' });
  const begin = useCallback(() => {
    void comeIn().then(setStanding);
  }, []);
  // Another link is another form: nothing that was typed for the one before may go out with it.
  const beginAnew = useCallback(() => {
    setStanding({ state: 'opening' });
    begin();
  }, [begin]);
  const out = useCallback(() => setStanding({ state: 'out', problem: null }), []);
  useEffect(() => {
    begin();
    // Who is outside already is told why by what was asked.
    listenForSignOut(() =>
      setStanding((before) => (before.state === 'in' ? { state: 'out', problem: null } : before)),
    );
    // A link that is opened in the window where one is already changes what stands after the hash alone.
    window.addEventListener('hashchange', beginAnew);
    return () => window.removeEventListener('hashchange', beginAnew);
  }, [begin, beginAnew, out]);
  const onIn = useCallback((session: SessionReply) => {
    forgetLink();
    setStanding({ state: 'in', session });
  }, []);
  return (
    <WordsContext.Provider value={words}>
      <SpeakContext.Provider value={speak}>
        {isAway ? <LoadAgain /> : null}
        {standing.state === 'in' ? (
          <Inside key={standing.session.name} session={standing.session} onAgain={begin} onOut={out} />
        ) : (
          <Outside key={standing.state} standing={standing} onIn={onIn} again={begin} />
        )}
      </SpeakContext.Provider>
    </WordsContext.Provider>
  );
};
