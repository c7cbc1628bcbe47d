import { render } from 'preact';
import { App } from './app.tsx';
import { chooseTheme, preferredTheme } from './preferences.ts';

// Before the first paint, so that the page does not blink.
chooseTheme(preferredTheme());
const root = document.getElementById('app');
if (root === null) throw new Error('Expected an element with id app.');
render(<App />, root);
