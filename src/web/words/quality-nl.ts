import type { qualityEn, SpokenRate } from './quality-en.ts';

/** Wat het scherm over kwaliteit zegt, in het Nederlands. */
export const qualityNl: typeof qualityEn = {
  title: 'Kwaliteit',
  intro:
    'Een deel van wat de machine aanneemt en van wat mensen beslissen wordt opnieuw gelezen door iemand anders, die niet weet dat het een controle is.',
  number: (value, digits) => value.toLocaleString('nl-NL', { maximumSignificantDigits: digits }),
  fixed: (value) => value.toLocaleString('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  survey: 'Onderzoek',
  wave: 'Meting',
  allWaves: 'Alle metingen',
  noSurvey: 'Er is nog geen onderzoek. De cijfers komen met de eerste scans.',
  inWords: 'In woorden',
  nothing: {
    machine: 'Er is nog niets wat de machine las opnieuw gelezen.',
    people: 'Er is nog geen beslissing opnieuw gelezen.',
  },
  rate: {
    machine: (said) => spoken('gecontroleerde lezingen van de machine', said),
    people: (said) => spoken('gecontroleerde beslissingen van mensen', said),
  },
  agreement: (fields, agreed) => `Twee mensen lazen ${fields} velden en zeiden van ${agreed} hetzelfde`,
  kappa: (kappa, low, high) =>
    `overeenstemming boven toeval (kappa van Cohen) ${kappa}, tussen ${low} en ${high}`,
  noKappa: 'met overal hetzelfde antwoord zegt kappa niets',
  noAgreement: 'Er is nog geen veld door twee mensen gelezen.',
  certainty: 'De intervallen bevatten 95 van de 100 keer de waarheid.',
  open: (count) =>
    `${count} velden wachten om opnieuw gelezen te worden. Ze houden geen rij tegen en geen meting open.`,
  noneOpen: 'Er wacht geen veld om opnieuw gelezen te worden.',
  lack: {
    nobody: 'Niemand mag nakijken, dus er wordt niets opnieuw gelezen. Nodig nakijkers uit.',
    one: 'Er is één nakijker. Diens beslissingen kan niemand anders opnieuw lezen, en waar die van de machine verschilt kan niemand beslissen. Nodig nog twee nakijkers uit.',
    two: 'Er zijn twee nakijkers. Waar ze over een beslissing verschillen is er geen derde om te beslissen. Nodig nog een nakijker uit.',
  },
  share: 'Opnieuw lezen',
  shareHint:
    'Van aangenomen lezingen en van beslissingen; de eerste van elke vraag en elk soort kruisje vaker.',
  shareSaved: 'Opgeslagen. Het geldt vanaf nu.',
  details: 'Waar de fouten zitten',
  who: 'Van wie',
  subjects: { machine: 'De machine', people: 'Mensen' },
  by: 'Per',
  groups: { item: 'Vraag', style: 'Soort kruisje' },
  find: 'Zoek een vraag',
  onlyWrong: 'Alleen waar iets fout was',
  columns: {
    item: 'Vraag',
    style: 'Soort kruisje',
    checked: 'Gecontroleerd',
    of: 'Van',
    wrong: 'Fout',
    disputed: 'Niet beslist',
    rate: 'Foutpercentage',
    between: '95%-interval',
    kappa: 'Kappa',
    kappaBetween: '95%-interval van kappa',
  },
  noRows: 'Niets voldoet.',
  styles: {
    cross: 'Kruis',
    tick: 'Vinkje of streep',
    fill: 'Gevuld vakje',
    circle: 'Omcirkeld',
    corrected: 'Verbeterd',
    digits: 'Cijfers',
    none: 'Niets ingevuld',
    other: 'Anders',
  },
  unchecked: 'nog geen',
  between: (low, high) => (low === high ? `${low}\u00a0%` : `${low} tot ${high}\u00a0%`),
  reviewers: 'Nakijkers',
  reviewersHint:
    'Bekende antwoorden zijn velden waarover drie het eens zijn; ze worden er af en toe tussen gedaan. Het zijn duidelijke velden: ze zeggen iets over aandacht, minder over moeilijke gevallen. Elke nakijker ziet de eigen cijfers; alleen privacyverantwoordelijken zien alles.',
  reviewerColumns: {
    name: 'Nakijker',
    checked: 'Beslissingen gecontroleerd',
    wrong: 'Fout',
    known: 'Bekende antwoorden',
    knownWrong: 'Gemist',
  },
  noReviewers: 'Er is nog van niemand werk gecontroleerd.',
  own: 'Uw eigen cijfers',
  ownHint:
    'Af en toe leest iemand anders opnieuw wat u besliste, en krijgt u velden waarvan het antwoord bekend is. Alleen u en de privacyverantwoordelijken zien dit.',
  noOwn: 'Er is van u nog niets gecontroleerd.',
};

const spoken = (what: string, { checked, wrong, disputed, rate, low, high }: SpokenRate): string => {
  const found =
    wrong === 0
      ? 'was er geen fout'
      : wrong === 1
        ? 'was er 1 fout'
        : `waren er ${wrong.toLocaleString('nl-NL')} fout`;
  const waits =
    disputed === 0
      ? ''
      : disputed === 1
        ? ', 1 is nog niet beslist'
        : `, ${disputed.toLocaleString('nl-NL')} zijn nog niet beslist`;
  const estimate =
    wrong === 0 && disputed === 0
      ? `hoogstens ${high}\u00a0%`
      : low === high
        ? `${rate}\u00a0%`
        : `${rate}\u00a0%, tussen ${low} en ${high}\u00a0%`;
  return `Van ${checked.toLocaleString('nl-NL')} ${what} ${found}${waits}: ${estimate}.`;
};
