import type { PageCorner } from '../domain/page-read.ts';
import type { DescribeFinding } from './finding-words.ts';

const CORNERS: Readonly<Record<PageCorner, string>> = {
  'top-left': 'oben links',
  'top-right': 'oben rechts',
  'bottom-left': 'unten links',
  'bottom-right': 'unten rechts',
};

const decimal = (value: number): string => String(value).replace('.', ',');

/** What was found and what to do, in German. */
export const describeInGerman: DescribeFinding = (detail, pages, of) => {
  const seen = `${pages} von ${of} ${of === 1 ? 'Seite' : 'Seiten'}`;
  const on = `auf ${seen}`;
  switch (detail.code) {
    case 'glass-streak': {
      const { direction, atMm } = detail;
      const isDown = direction === 'vertical';
      return {
        message: `${isDown ? 'Senkrechter' : 'Waagerechter'} Streifen ${atMm} mm von ${isDown ? 'links' : 'oben'} ${on}.`,
        remedy:
          'Reinigen Sie das Glas des Scanners, auch den schmalen Streifen, über den der Einzug das Papier führt.',
      };
    }
    case 'print-scaled':
      return {
        message: `Mit ${detail.percent} % gedruckt ${on}.`,
        remedy:
          'Schalten Sie beim Drucken „an Seite anpassen“ aus und wählen Sie „Originalgröße“; diese Seiten wurden trotzdem gelesen.',
      };
    case 'resolution-low':
      return {
        message: `Mit etwa ${detail.dpi} dpi gescannt ${on}.`,
        remedy: 'Stellen Sie den Scanner auf 300 dpi: Dann brauchen weniger Antworten einen Menschen.',
      };
    case 'corner-cut':
      return {
        message: `Die Passmarke ${CORNERS[detail.corner]} fehlt ${on}.`,
        remedy:
          'Sehen Sie sich diese Ecke des Papiers an: Vielleicht schneidet der Rand des Druckers sie ab, oder eine Heftklammer, ein Loch oder ein Eselsohr verdeckt sie.',
      };
    case 'feed-skewed':
      return {
        message: `Schief eingezogen, um etwa ${decimal(detail.skewDeg)} Grad, ${on}.`,
        remedy: 'Stellen Sie die Führungen des Einzugs an das Papier.',
      };
    case 'scanned-too-light':
      return {
        message: `Schwarz-Weiß-Scans zu hell, um jedes gedruckte Kästchen zu zeigen, ${on}.`,
        remedy: 'Scannen Sie in Graustufen oder stellen Sie den Scanner dunkler ein.',
      };
    case 'mirrored':
      return {
        message: `Spiegelverkehrt: ${seen}.`,
        remedy:
          'Schalten Sie das Spiegeln in den Einstellungen des Scanners aus und scannen Sie diese Seiten erneut.',
      };
    case 'black-pages':
      return {
        message: `Von Rand zu Rand schwarz: ${seen}.`,
        remedy: 'Suchen Sie das Blatt, das nicht eingezogen wurde, und scannen Sie es erneut.',
      };
    case 'scanned-twice':
      return {
        message: `Schon einmal gescannt: ${seen}.`,
        remedy:
          'Nichts: Jede Seite zählt einmal. Halten Sie gescannte Stapel von denen getrennt, die noch zu scannen sind.',
      };
    case 'pages-out-of-turn':
      return {
        message: `Nicht in der Reihenfolge, bei einem Formular ohne Codes, und nicht gezählt: ${seen}.`,
        remedy:
          'Ordnen Sie die Seiten jedes Exemplars, Seite 1 zuerst, und scannen Sie diese Exemplare erneut in einer eigenen Datei.',
      };
    case 'upside-down':
      return {
        message: `Auf dem Kopf: ${seen}.`,
        remedy: 'Nichts: Sie wurden vor dem Lesen gedreht.',
      };
    case 'pages-swapped':
      return {
        message: `Seite ${detail.first} und ${detail.second} vertauscht bei ${pages} von ${of} Exemplaren.`,
        remedy: 'Nichts: Jede Seite sagt, welche sie ist.',
      };
    case 'copies-incomplete': {
      const { batch, page } = detail;
      return {
        message: `${batch === null ? 'Ohne Stapel' : `Stapel ${batch}`}: ${pages} ${pages === 1 ? 'Exemplar' : 'Exemplare'} ohne Seite ${page}.`,
        remedy:
          'Suchen Sie diese Seiten im Stapel und scannen Sie sie; vielleicht wurden zwei Blätter auf einmal eingezogen.',
      };
    }
  }
};
