import type { JSX } from 'preact';
import { Segments } from '../parts/segments.tsx';
import { useWords } from '../words/words.ts';

/** What waits for somebody, or what somebody has put aside. */
export type Shown = 'to-do' | 'aside';

export const AsideFilter = ({
  name,
  label,
  shown,
  onShow,
}: {
  readonly name: string;
  readonly label: string;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}): JSX.Element => {
  const { act } = useWords().desk;
  return (
    <Segments
      name={name}
      label={label}
      value={shown}
      choices={[
        { value: 'to-do', label: act.toDo },
        { value: 'aside', label: act.asideList },
      ]}
      onChoose={onShow}
    />
  );
};
