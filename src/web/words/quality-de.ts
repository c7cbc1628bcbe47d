import type { qualityEn, SpokenRate } from './quality-en.ts';

/** Was die Seite zur Qualität sagt, auf Deutsch. */
export const qualityDe: typeof qualityEn = {
  title: 'Qualität',
  intro:
    'Ein Teil dessen, was die Maschine annimmt und was Menschen entscheiden, wird von jemand anderem noch einmal gelesen, der nicht weiß, dass es eine Kontrolle ist.',
  number: (value, digits) => value.toLocaleString('de-DE', { maximumSignificantDigits: digits }),
  fixed: (value) => value.toLocaleString('de-DE', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  survey: 'Befragung',
  wave: 'Welle',
  allWaves: 'Alle Wellen',
  noSurvey: 'Es gibt noch keine Befragung. Die Zahlen kommen mit den ersten Scans.',
  inWords: 'In Worten',
  nothing: {
    machine: 'Noch wurde nichts, was die Maschine gelesen hat, noch einmal gelesen.',
    people: 'Noch wurde keine Entscheidung noch einmal gelesen.',
  },
  rate: {
    machine: (said) => spoken('geprüften Lesungen der Maschine', said),
    people: (said) => spoken('geprüften Entscheidungen von Menschen', said),
  },
  agreement: (fields, agreed) =>
    `Zwei Personen haben ${fields} Felder gelesen und bei ${agreed} davon dasselbe gesagt`,
  kappa: (kappa, low, high) =>
    `Übereinstimmung über den Zufall hinaus (Cohens Kappa) ${kappa}, zwischen ${low} und ${high}`,
  noKappa: 'bei durchweg derselben Antwort sagt Kappa nichts',
  noAgreement: 'Noch wurde kein Feld von zwei Personen gelesen.',
  certainty: 'Die Intervalle enthalten 95 von 100 Malen den wahren Wert.',
  open: (count) =>
    `${count} Felder warten darauf, noch einmal gelesen zu werden. Sie halten keinen Datensatz zurück und keine Welle offen.`,
  noneOpen: 'Kein Feld wartet darauf, noch einmal gelesen zu werden.',
  lack: {
    nobody: 'Niemand darf prüfen, daher wird nichts noch einmal gelesen. Laden Sie Prüfende ein.',
    one: 'Eine Person prüft. Ihre Entscheidungen kann niemand anderes noch einmal lesen, und wo sie von der Maschine abweicht, kann niemand entscheiden. Laden Sie zwei weitere Prüfende ein.',
    two: 'Zwei Personen prüfen. Wo sie bei einer Entscheidung voneinander abweichen, gibt es keine dritte, die entscheidet. Laden Sie eine weitere prüfende Person ein.',
  },
  share: 'Noch einmal lesen',
  shareHint:
    'Von angenommenen Lesungen und von Entscheidungen; die ersten jeder Frage und jeder Art von Kreuz häufiger.',
  shareSaved: 'Gespeichert. Es gilt von jetzt an.',
  details: 'Wo die Fehler sind',
  who: 'Wessen',
  subjects: { machine: 'Maschine', people: 'Menschen' },
  by: 'Nach',
  groups: { item: 'Frage', style: 'Art des Kreuzes' },
  find: 'Frage suchen',
  onlyWrong: 'Nur wo etwas falsch war',
  columns: {
    item: 'Frage',
    style: 'Art des Kreuzes',
    checked: 'Geprüft',
    of: 'Von',
    wrong: 'Falsch',
    disputed: 'Nicht entschieden',
    rate: 'Fehlerrate',
    between: '95-%-Intervall',
    kappa: 'Kappa',
    kappaBetween: '95-%-Intervall von Kappa',
  },
  noRows: 'Nichts passt.',
  styles: {
    cross: 'Kreuz',
    tick: 'Haken oder Strich',
    fill: 'Gefülltes Kästchen',
    circle: 'Eingekreist',
    corrected: 'Verbessert',
    digits: 'Ziffern',
    none: 'Nichts markiert',
    other: 'Anderes',
  },
  unchecked: 'noch keine',
  between: (low, high) => (low === high ? `${low}\u00a0%` : `${low} bis ${high}\u00a0%`),
  reviewers: 'Prüfende',
  reviewersHint:
    'Bekannte Antworten sind Felder, bei denen drei Lesungen übereinstimmen; sie werden hin und wieder eingestreut. Sie sind deutlich und sagen eher etwas über Aufmerksamkeit als über schwierige Fälle. Alle sehen ihre eigenen Zahlen; nur Datenschutzverantwortliche sehen alle.',
  reviewerColumns: {
    name: 'Name',
    checked: 'Entscheidungen geprüft',
    wrong: 'Falsch',
    known: 'Bekannte Antworten',
    knownWrong: 'Verfehlt',
  },
  noReviewers: 'Noch wurde von niemandem etwas geprüft.',
  own: 'Ihre eigenen Zahlen',
  ownHint:
    'Hin und wieder liest jemand anderes noch einmal, was Sie entschieden haben, und Sie bekommen Felder, deren Antwort bekannt ist. Nur Sie und die Datenschutzverantwortlichen sehen dies.',
  noOwn: 'Von Ihnen wurde noch nichts geprüft.',
};

const spoken = (what: string, { checked, wrong, disputed, rate, low, high }: SpokenRate): string => {
  const found =
    wrong === 0
      ? 'war keine falsch'
      : wrong === 1
        ? 'war 1 falsch'
        : `waren ${wrong.toLocaleString('de-DE')} falsch`;
  const waits =
    disputed === 0
      ? ''
      : disputed === 1
        ? ', 1 ist noch nicht entschieden'
        : `, ${disputed.toLocaleString('de-DE')} sind noch nicht entschieden`;
  const estimate =
    wrong === 0 && disputed === 0
      ? `höchstens ${high}\u00a0%`
      : low === high
        ? `${rate}\u00a0%`
        : `${rate}\u00a0%, zwischen ${low} und ${high}\u00a0%`;
  return `Von ${checked.toLocaleString('de-DE')} ${what} ${found}${waits}: ${estimate}.`;
};
