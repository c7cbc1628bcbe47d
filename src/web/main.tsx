import { render } from 'preact';
import { App } from './app.tsx';
import { guardLetterKeys } from './parts/use-letter-keys.ts';
import { chooseTheme, markLanguage, preferredLanguage, preferredTheme } from './preferences.ts';
import { loadWords } from './words/words.ts';

/** Where not even the words can be had: the page is of an earlier build than the server. */
const UNSAID =
  'Paperline: laad deze pagina opnieuw · load this page again · rechargez cette page · diese Seite neu laden';

// Before the first paint, so that the page does not blink.
chooseTheme(preferredTheme());
guardLetterKeys();
const root = document.getElementById('app');
if (root === null) throw new Error('Expected an element with id app.');

const language = preferredLanguage();
markLanguage(language);
// Nothing is drawn before it can be said.
const words = await loadWords(language).catch(() => null);
if (words === null) root.textContent = UNSAID;
else render(<App first={words} />, root);
