import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FormsReply } from '../../server/api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { recall, remember } from '../preferences.ts';
import { useWords } from '../words/words.ts';
import { PageSteps, previewOf } from './page-steps.tsx';

type Form = FormsReply['forms'][number];

const SCALE_KEY = 'paperline.screen-scale';
const [LEAST, MOST] = [60, 180];

const rememberedScale = (): number => {
  const scale = Number(recall(SCALE_KEY));
  return Number.isFinite(scale) && scale >= LEAST && scale <= MOST ? scale : 100;
};

/**
 * The form in the size that it has on paper. A browser does not know how large its screen is: a bar of 5 cm is held against a
 * ruler once, and the screen remembers it.
 */
export const RealSizeDialog = ({
  form,
  language,
  page,
  onPage,
  onClose,
}: {
  readonly form: Form;
  readonly language: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords();
  const { realSize } = words.desk;
  const [scale, setScale] = useState(rememberedScale);
  const style = { '--screen-scale': scale / 100 };
  return (
    <Dialog title={realSize.title} onClose={onClose} wide>
      <div class="real-size-head">
        <PageSteps page={page} pages={form.pages} onPage={onPage} />
        <label class="real-size-scale">
          <span>{realSize.ruler}</span>
          <input
            type="range"
            min={LEAST}
            max={MOST}
            step={1}
            value={scale}
            aria-valuetext={words.percent(scale / 100)}
            onInput={(event) => {
              const next = Number(event.currentTarget.value);
              setScale(next);
              remember(SCALE_KEY, String(next));
            }}
          />
        </label>
        <span class="ruler" style={style} role="img" aria-label={realSize.bar}>
          5 cm
        </span>
      </div>
      <div class="real-size-frame" tabIndex={0} role="region" aria-label={words.print.previewAlt(page)}>
        <img
          key={`${form.file} ${language} ${page}`}
          class="real-size"
          data-paper={form.paper}
          style={style}
          src={previewOf(form, language, page, 'fine')}
          alt={words.print.previewAlt(page)}
        />
      </div>
    </Dialog>
  );
};
