/** What the columns and codes of published tables are called in files, in the languages that Paperline speaks itself. */
import type { Localized } from '../questionnaire/questionnaire.ts';

/** By the name of the column. */
export const TABLE_COLUMN_LABELS = {
  survey: { nl: 'Onderzoek', en: 'Survey', fr: 'Enquête', de: 'Befragung' },
  wave: { nl: 'Meting', en: 'Wave', fr: 'Vague', de: 'Welle' },
  edition: {
    nl: 'Uitgave van de tabellen van deze meting',
    en: 'Edition of this wave’s tables',
    fr: 'Édition des tableaux de cette vague',
    de: 'Ausgabe der Tabellen dieser Welle',
  },
  item: { nl: 'Vraag', en: 'Item', fr: 'Question', de: 'Frage' },
  item_label: {
    nl: 'Vraag, in woorden',
    en: 'Item, in words',
    fr: 'Question, en toutes lettres',
    de: 'Frage im Wortlaut',
  },
  breakdown: { nl: 'Uitsplitsing', en: 'Breakdown', fr: 'Ventilation', de: 'Aufgliederung' },
  group: {
    nl: 'Groep: uitsplitsing=code',
    en: 'Group: breakdown=code',
    fr: 'Groupe : ventilation=code',
    de: 'Gruppe: Aufgliederung=Code',
  },
  group_label: {
    nl: 'Groep, in woorden',
    en: 'Group, in words',
    fr: 'Groupe, en toutes lettres',
    de: 'Gruppe im Wortlaut',
  },
  figure: { nl: 'Soort cijfer', en: 'Kind of figure', fr: 'Type de chiffre', de: 'Art der Kennzahl' },
  category: {
    nl: 'Antwoord waarover het aandeel gaat: vraag=code',
    en: 'Answer that the share is of: item=code',
    fr: 'Réponse dont c’est la part : question=code',
    de: 'Antwort, deren Anteil es ist: Frage=Code',
  },
  category_label: {
    nl: 'Antwoord, in woorden',
    en: 'Answer, in words',
    fr: 'Réponse, en toutes lettres',
    de: 'Antwort im Wortlaut',
  },
  value: { nl: 'Waarde van het cijfer', en: 'Value', fr: 'Valeur', de: 'Wert' },
  margin_95: {
    nl: 'Marge van 95 %, naar beide kanten',
    en: '95 % margin, to either side',
    fr: 'Marge à 95 %, de part et d’autre',
    de: '95-%-Spanne nach beiden Seiten',
  },
  status: {
    nl: 'Of het cijfer getoond wordt',
    en: 'Whether the figure is shown',
    fr: 'Si le chiffre est montré',
    de: 'Ob die Kennzahl gezeigt wird',
  },
  base: {
    nl: 'Aantal antwoorden, afgerond',
    en: 'Base: answers counted, rounded',
    fr: 'Base : nombre de réponses, arrondi',
    de: 'Basis: Zahl der Antworten, gerundet',
  },
  weighted_base: {
    nl: 'Gewogen aantal, afgerond',
    en: 'Weighted base, rounded',
    fr: 'Base pondérée, arrondie',
    de: 'Gewichtete Basis, gerundet',
  },
  effective_base: {
    nl: 'Effectief aantal (Kish), afgerond',
    en: 'Effective base (Kish), rounded',
    fr: 'Base effective (Kish), arrondie',
    de: 'Effektive Basis (Kish), gerundet',
  },
  small_base: { nl: 'Klein aantal', en: 'Small base', fr: 'Base faible', de: 'Kleine Basis' },
  letter: {
    nl: 'Letter van de groep in haar tabel',
    en: 'Letter of the group in its table',
    fr: 'Lettre du groupe dans son tableau',
    de: 'Buchstabe der Gruppe in ihrer Tabelle',
  },
  above: {
    nl: 'Letters van de groepen waar dit cijfer significant boven ligt',
    en: 'Letters of the groups that this figure is significantly above',
    fr: 'Lettres des groupes que ce chiffre dépasse significativement',
    de: 'Buchstaben der Gruppen, über denen diese Kennzahl signifikant liegt',
  },
  change: {
    nl: 'Tegenover de vorige meting',
    en: 'Against the wave before',
    fr: 'Par rapport à la vague précédente',
    de: 'Gegenüber der vorigen Welle',
  },
  minimum_cell: {
    nl: 'Kleinste aantal mensen waarop een cijfer mag rusten',
    en: 'Fewest people that a figure may rest on',
    fr: 'Nombre minimal de personnes derrière un chiffre',
    de: 'Kleinste Zahl von Menschen hinter einer Kennzahl',
  },
  weighted: {
    nl: 'Of de antwoorden gewogen zijn',
    en: 'Whether answers are weighted',
    fr: 'Si les réponses sont pondérées',
    de: 'Ob die Antworten gewichtet sind',
  },
  perturbed_with: {
    nl: 'Tabel waarmee aantallen licht zijn veranderd',
    en: 'Table by which counts were changed slightly',
    fr: 'Table par laquelle les effectifs ont été légèrement modifiés',
    de: 'Tabelle, nach der Anzahlen leicht verändert wurden',
  },
} as const satisfies Record<string, Localized>;

export type TableColumn = keyof typeof TABLE_COLUMN_LABELS;

/** Of the breakdown and the group that are everybody. */
export const EVERYBODY_LABEL: Localized = { nl: 'Iedereen', en: 'Everybody', fr: 'Ensemble', de: 'Alle' };

/** By kind of figure. */
export const FIGURE_LABELS = {
  share: {
    nl: 'Aandeel van een antwoord, in procenten',
    en: 'Share of an answer, in per cent',
    fr: 'Part d’une réponse, en pour cent',
    de: 'Anteil einer Antwort, in Prozent',
  },
  top: {
    nl: 'Aandeel van de hoogste antwoorden samen, in procenten',
    en: 'Share of the top answers together, in per cent',
    fr: 'Part des meilleures réponses ensemble, en pour cent',
    de: 'Anteil der höchsten Antworten zusammen, in Prozent',
  },
  mean: {
    nl: 'Gemiddelde van de antwoorden',
    en: 'Mean of the answers',
    fr: 'Moyenne des réponses',
    de: 'Mittelwert der Antworten',
  },
  median: {
    nl: 'Mediaan van de antwoorden',
    en: 'Median of the answers',
    fr: 'Médiane des réponses',
    de: 'Median der Antworten',
  },
  nps: {
    nl: 'Net promoter score, van -100 tot 100',
    en: 'Net promoter score, from -100 to 100',
    fr: 'Net promoter score, de -100 à 100',
    de: 'Net Promoter Score, von -100 bis 100',
  },
} as const satisfies Record<string, Localized>;

/** Of what is withheld nothing is said but that: it may be nought as well. */
export const STATUS_LABELS = {
  shown: { nl: 'getoond', en: 'shown', fr: 'montré', de: 'gezeigt' },
  withheld: {
    nl: 'achtergehouden om niemand herkenbaar te maken; geen waarde betekent niet nul',
    en: 'withheld so that nobody can be recognised; no value does not mean zero',
    fr: 'masqué pour que personne ne soit reconnaissable ; sans valeur ne veut pas dire zéro',
    de: 'zurückgehalten, damit niemand erkennbar wird; kein Wert heißt nicht null',
  },
} as const satisfies Record<string, Localized>;

export const CHANGE_LABELS = {
  up: { nl: 'hoger', en: 'higher', fr: 'en hausse', de: 'höher' },
  down: { nl: 'lager', en: 'lower', fr: 'en baisse', de: 'niedriger' },
  none: {
    nl: 'geen duidelijk verschil',
    en: 'no clear change',
    fr: 'pas de différence nette',
    de: 'kein klarer Unterschied',
  },
} as const satisfies Record<string, Localized>;

export const YES_NO_LABELS = {
  '0': { nl: 'nee', en: 'no', fr: 'non', de: 'nein' },
  '1': { nl: 'ja', en: 'yes', fr: 'oui', de: 'ja' },
} as const satisfies Record<string, Localized>;

/** What an empty cell of a column says. */
export const EMPTY_LABELS = {
  value: {
    nl: 'leeg: achtergehouden',
    en: 'empty: withheld',
    fr: 'vide : masqué',
    de: 'leer: zurückgehalten',
  },
  margin_95: {
    nl: 'leeg: achtergehouden, of er is geen marge',
    en: 'empty: withheld, or there is no margin',
    fr: 'vide : masqué, ou sans marge',
    de: 'leer: zurückgehalten, oder es gibt keine Spanne',
  },
  base: {
    nl: 'leeg: de hele groep is achtergehouden',
    en: 'empty: the whole group is withheld',
    fr: 'vide : le groupe entier est masqué',
    de: 'leer: die ganze Gruppe ist zurückgehalten',
  },
  weighted_base: {
    nl: 'leeg: achtergehouden, of niet gewogen',
    en: 'empty: withheld, or not weighted',
    fr: 'vide : masqué, ou non pondéré',
    de: 'leer: zurückgehalten, oder nicht gewichtet',
  },
  category: {
    nl: 'leeg: het cijfer gaat over alle antwoorden',
    en: 'empty: the figure is of all answers',
    fr: 'vide : le chiffre porte sur toutes les réponses',
    de: 'leer: die Kennzahl gilt für alle Antworten',
  },
  perturbed_with: {
    nl: 'leeg: aantallen zijn niet veranderd',
    en: 'empty: counts were not changed',
    fr: 'vide : les effectifs n’ont pas été modifiés',
    de: 'leer: Anzahlen wurden nicht verändert',
  },
  letter: {
    nl: 'leeg: er is er geen',
    en: 'empty: there is none',
    fr: 'vide : il n’y en a pas',
    de: 'leer: es gibt keinen',
  },
  change: {
    nl: 'leeg: niet vergeleken',
    en: 'empty: not compared',
    fr: 'vide : non comparé',
    de: 'leer: nicht verglichen',
  },
} as const satisfies Record<string, Localized>;

/** What the tables of a wave are called. */
export const tablesTitle = (wave: string, edition: number, title: Localized): Localized => {
  const before: Localized = {
    nl: `Tabellen ${wave}, uitgave ${edition}:`,
    en: `Tables ${wave}, edition ${edition}:`,
    fr: `Tableaux ${wave}, édition ${edition} :`,
    de: `Tabellen ${wave}, Ausgabe ${edition}:`,
  };
  return Object.fromEntries(
    Object.entries(title).map(([language, words]) => [
      language,
      `${before[language] ?? before['en'] ?? ''} ${words}`,
    ]),
  );
};
