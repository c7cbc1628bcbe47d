import { render } from 'preact';
import { App } from './app.tsx';
import { chooseTheme, markLanguage, preferredLanguage, preferredTheme } from './preferences.ts';
import { loadWords } from './words/words.ts';

// Before the first paint, so that the page does not blink.
chooseTheme(preferredTheme());
const root = document.getElementById('app');
if (root === null) throw new Error('Expected an element with id app.');

const language = preferredLanguage();
markLanguage(language);
// Nothing is drawn before it can be said.
const words = await loadWords(language);
render(<App first={words} />, root);
