import type { ReportWords } from './words.ts';

export const reportDe: ReportWords = {
  locale: 'de-DE',
  title: 'Fahrgastbefragung',
  wave: 'Welle',
  edition: (number) => `Ausgabe ${number}`,
  respondents: (count) => `${count} Teilnehmende`,
  group: 'Gruppe',
  everybody: 'Alle',
  base: 'Basis',
  weightedBase: 'Gewichtet',
  mean: 'Mittelwert',
  median: 'Median',
  meanShort: 'Ø',
  medianShort: 'Med.',
  nps: 'Net Promoter Score',
  share: 'Anteil',
  top: (categories) => `${categories}, Anteil`,
  interval: '95-%-Intervall',
  withheld: 'nicht ausgewiesen',
  small: 'kleine Basis',
  change: {
    up: 'höher als in der vorigen Welle',
    down: 'niedriger als in der vorigen Welle',
    none: 'keine klare Veränderung',
  },
  aboveNote:
    '± ist das halbe 95-%-Intervall. Ein Buchstabe hinter einer Zahl: signifikant höher als die Gruppe mit diesem Buchstaben in derselben Tabelle.',
  charts: {
    marks: {
      title: 'Die Noten auf einen Blick',
      note: 'Der Punkt ist der Anteil der Zufriedenen, die Linie sein 95-%-Intervall.',
    },
    ranking: {
      title: 'Einzelne Aspekte nach ihrer mittleren Note',
      note: 'Der Punkt ist die mittlere Note, die Linie ihr 95-%-Intervall. Wo sich Linien überschneiden, kann die Reihenfolge Zufall sein.',
    },
    distributions: {
      title: 'Wie sich die Antworten verteilen',
      note: 'Rechts der Linie: zufrieden. Links: die übrigen Antworten, die niedrigsten außen. Anteile derer, die geantwortet haben.',
      joined: 'Antworten, die einzeln nicht gezeigt werden dürfen, stehen zusammen, etwa 1–4.',
    },
    choices: {
      note: 'Anteil derer, die geantwortet haben, mit dem 95-%-Intervall.',
      several: 'Mehrere Antworten waren möglich.',
    },
    importance: {
      title: 'Wichtigkeit und Zufriedenheit',
      note: 'Weiter oben: hängt enger mit der Gesamtnote zusammen. Weiter links: weniger sind zufrieden. Was oben links steht, lohnt sich zuerst zu verbessern.',
      axis: 'Zusammenhang mit der Gesamtnote',
      satisfaction: 'Zufrieden (%)',
    },
    trend: {
      title: 'Von Welle zu Welle',
      note: 'Der Anteil der Zufriedenen in jeder Welle, mit seinem 95-%-Intervall.',
    },
    response: {
      title: 'Rücklauf',
      note: 'Von den gedruckten bis zu den gelesenen Exemplaren.',
    },
  },
  left: (items) => `Nicht gezeigt, da Zahlen nicht ausgewiesen werden: ${items}.`,
  response: {
    printed: 'Gedruckt',
    handedOut: 'Verteilt',
    returned: 'Zurückgekommen',
    read: 'Gelesen',
    rate: (share) => `${share} der verteilten Exemplare wurden gelesen.`,
    unknown: 'nicht gezählt',
    errors: (rate, low, high) =>
      `Von den Feldern, die ohne einen Menschen angenommen wurden, sind ${rate} falsch (95-%-Intervall ${low} bis ${high}), nach blindem Gegenlesen einer Stichprobe.`,
    noErrors: 'Zu wenige Felder wurden gegengelesen, um eine Fehlerquote anzugeben.',
  },
  tables: 'Tabellen',
  how: 'Wie diese Zahlen entstanden sind',
  rules: ({ minimumCell, minimumBase, flaggedBase, baseStep }) =>
    `Gruppen mit weniger als ${minimumBase} Personen erhalten keine Zahl; solche mit weniger als ${flaggedBase} sind gekennzeichnet. Keine Zahl beruht auf weniger als ${minimumCell} Personen, und was sich aus anderen Zahlen ableiten ließe, wird ebenfalls nicht ausgewiesen. Basen sind auf ${baseStep} gerundet.`,
  perturbed: ({ table, most }) =>
    `Zum Schutz der Befragten wurden die Anzahlen leicht verändert, bevor diese Zahlen daraus berechnet wurden (Cell-Key-Methode, Tabelle ${table}; keine Anzahl um mehr als ${most}). Deshalb gehen Tabellen nicht genau auf, und kleine Unterschiede besagen nichts.`,
  notes: {
    'weighted-by-boarders':
      'Die Antworten sind nach der Zahl der Einsteigenden jeder untersuchten Fahrt gewichtet.',
    'not-weighted': 'Jeder Fragebogen zählt gleich; Einsteigende wurden nicht gezählt.',
    'clustered-by-trip': 'Die Intervalle berücksichtigen, dass sich Fahrgäste derselben Fahrt ähneln.',
    'rows-taken-as-independent': 'Die Intervalle nehmen jeden Fragebogen als unabhängig von den anderen.',
    'not-compared':
      'Die Zahlen werden nicht mit der vorigen Welle verglichen: Deren Anzahlen wurden mit einer Tabelle verändert, die hier nicht vorliegt.',
  },
  page: (page, pages) => `Seite ${page} von ${pages}`,
};
