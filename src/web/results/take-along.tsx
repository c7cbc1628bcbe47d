import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { DownloadIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';

/** As people look for them. */
const FORMATS = ['xlsx', 'csv', 'sav', 'parquet', 'triple-s', 'ddi', 'codebook', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** What may be taken along of a publication: the report, and its tables as a file of the kind that is chosen. */
export const TakeAlong = ({ publication }: { readonly publication: number }): JSX.Element => {
  const words = useWords();
  const said = words.results;
  const [format, setFormat] = useState<Format>('xlsx');
  const file = (as: string): string =>
    `/api/results/${publication}/file?format=${as}&language=${words.language}`;
  return (
    <div class="take-along">
      <a class="button button-main" href={file('pdf')} download>
        <DownloadIcon /> {said.report}
      </a>
      <label class="inline-label">
        <span class="visually-hidden">{said.tablesAs}</span>
        <select
          class="select"
          value={format}
          onChange={(event) =>
            setFormat(FORMATS.find((each) => each === event.currentTarget.value) ?? 'xlsx')
          }
        >
          {FORMATS.map((each) => (
            <option key={each} value={each}>
              {each === 'json' ? said.everything : words.release.formats[each]}
            </option>
          ))}
        </select>
      </label>
      <a class="button" href={file(format)} download>
        <DownloadIcon /> {said.tables}
      </a>
    </div>
  );
};
