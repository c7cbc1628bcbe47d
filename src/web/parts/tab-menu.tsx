import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Screen } from '../place.ts';
import { useWords } from '../words/words.ts';
import { DownIcon } from './icons.tsx';

/** The screens whose tabs do not fit, behind one button; arrow keys go over them, Escape goes back to the button. */
export const TabMenu = ({
  screens,
  current,
  onGo,
}: {
  readonly screens: readonly Screen[];
  /** The one of them that is shown; the button then bears its name. */
  readonly current: Screen | null;
  readonly onGo: (screen: Screen) => void;
}): JSX.Element => {
  const words = useWords();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const open = useRef(false);
  // At once, and not with the next drawing: a key that follows closely must find the list as it is by now.
  const show = (wanted: boolean): void => {
    open.current = wanted;
    if (list.current !== null) list.current.hidden = !wanted;
    setIsOpen(wanted);
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointer = (event: PointerEvent): void => {
      if (!(event.target instanceof Node) || menu.current?.contains(event.target) !== true) show(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  const step = (by: 1 | -1): void => {
    const links = [...(menu.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : (at + by + links.length) % links.length]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // What is pressed here is not meant for the screen below.
    event.stopPropagation();
    if (event.key === 'Escape' && open.current) {
      show(false);
      button.current?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (open.current) step(event.key === 'ArrowDown' ? 1 : -1);
      else show(true);
    }
  };
  return (
    <div
      class="tab-menu"
      ref={menu}
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && menu.current?.contains(relatedTarget) !== true) show(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class="tab"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-current={current === null ? undefined : 'page'}
        onClick={() => show(!open.current)}
      >
        <span>{current === null ? words.nav.more : words.nav[current]}</span>
        <DownIcon />
      </button>
      <ul ref={list} id={id} class="tab-list" hidden={!isOpen}>
        {screens.map((name) => (
          <li key={name}>
            <a
              href={`/${name}`}
              aria-current={name === current ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                show(false);
                button.current?.focus();
                onGo(name);
              }}
            >
              {words.nav[name]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
};
