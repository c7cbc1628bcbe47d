import type { JSX } from 'preact';
import { screensUnder, tabOf, useScreens, type Screen, type SubScreen } from '../place.ts';
import { useWords } from '../words/words.ts';

/** The screens that share a tab, where the person has more than one of them. */
export const Subtabs = ({
  screen,
  onGo,
}: {
  readonly screen: Screen;
  readonly onGo: (screen: Screen) => void;
}): JSX.Element | null => {
  const words = useWords().oversight.subtabs;
  const screens = useScreens();
  const together = screensUnder(tabOf(screen)).filter((each) => screens.includes(each));
  if (together.length < 2) return null;
  return (
    <nav class="subtabs" aria-label={words.label}>
      {together.map((each: SubScreen) => (
        <a
          key={each}
          href={`/${each}`}
          aria-current={each === screen ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onGo(each);
          }}
        >
          {words[each]}
        </a>
      ))}
    </nav>
  );
};
