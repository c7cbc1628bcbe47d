import type { ReportWords } from './words.ts';

export const reportNl: ReportWords = {
  locale: 'nl-NL',
  title: 'Reizigersonderzoek',
  wave: 'Meting',
  edition: (number) => `Uitgave ${number}`,
  respondents: (count) => `${count} deelnemers`,
  group: 'Groep',
  everybody: 'Iedereen',
  base: 'Aantal',
  weightedBase: 'Gewogen',
  mean: 'Gemiddelde',
  median: 'Mediaan',
  meanShort: 'Gem.',
  medianShort: 'Med.',
  nps: 'Net promoter score',
  share: 'Aandeel',
  top: (categories) => `${categories}, aandeel`,
  interval: '95%-interval',
  withheld: 'niet getoond',
  small: 'klein aantal',
  change: {
    up: 'hoger dan de vorige meting',
    down: 'lager dan de vorige meting',
    none: 'geen duidelijk verschil',
  },
  aboveNote:
    '± is de helft van het 95%-interval. Een letter achter een cijfer: significant hoger dan de groep met die letter in dezelfde tabel.',
  charts: {
    marks: {
      title: 'De cijfers in één oogopslag',
      note: 'De stip is het aandeel dat tevreden is, de lijn het 95%-interval.',
    },
    ranking: {
      title: 'Aspecten op volgorde van hun gemiddelde',
      note: 'De stip is het gemiddelde cijfer, de lijn het 95%-interval. Waar lijnen elkaar overlappen, kan de volgorde toeval zijn.',
    },
    distributions: {
      title: 'Hoe de antwoorden verdeeld zijn',
      note: 'Rechts van de lijn: tevreden. Links: de andere antwoorden, de laagste het verst naar buiten. Aandelen van wie antwoord gaf.',
      joined: 'Wat niet apart getoond mag worden, staat samen, zoals 1–4.',
    },
    choices: {
      note: 'Aandeel van wie antwoord gaf, met het 95%-interval.',
      several: 'Wie meedeed kon meer dan één antwoord kiezen.',
    },
    importance: {
      title: 'Belang en tevredenheid',
      note: 'Hoger: hangt sterker samen met het totaalcijfer. Verder naar links: minder mensen zijn tevreden. Wat linksboven staat, is het eerst de moeite van verbeteren waard.',
      axis: 'Samenhang met het totaalcijfer',
      satisfaction: 'Tevreden (%)',
    },
    trend: {
      title: 'Van meting tot meting',
      note: 'Het aandeel dat tevreden is in elke meting, met het 95%-interval.',
    },
    response: {
      title: 'Respons',
      note: 'Van gedrukte tot gelezen formulieren.',
    },
  },
  left: (items) => `Ontbreekt omdat cijfers niet getoond mogen worden: ${items}.`,
  response: {
    printed: 'Gedrukt',
    handedOut: 'Uitgedeeld',
    returned: 'Teruggekomen',
    read: 'Gelezen',
    rate: (share) => `${share} van de uitgedeelde formulieren is gelezen.`,
    unknown: 'niet geteld',
    errors: (rate, low, high) =>
      `Van de velden die zonder mens zijn aangenomen, is ${rate} fout (95%-interval ${low} tot ${high}), volgens het blind overlezen van een steekproef.`,
    noErrors: 'Er zijn te weinig velden overgelezen om een foutpercentage te noemen.',
  },
  tables: 'Tabellen',
  how: 'Hoe deze cijfers gemaakt zijn',
  rules: ({ minimumCell, minimumBase, flaggedBase, baseStep }) =>
    `Groepen kleiner dan ${minimumBase} krijgen geen cijfer; groepen kleiner dan ${flaggedBase} zijn gemerkt. Geen cijfer rust op minder dan ${minimumCell} mensen, en wat uit andere cijfers af te leiden zou zijn, ontbreekt ook. Aantallen zijn afgerond op ${baseStep}.`,
  perturbed: ({ table, most }) =>
    `Om mensen te beschermen zijn de aantallen licht gewijzigd voordat deze cijfers eruit berekend werden (verstoring met celsleutels, tabel ${table}; geen aantal met meer dan ${most}). Daarom tellen tabellen niet precies op en zeggen kleine verschillen niets.`,
  notes: {
    'weighted-by-boarders': 'Antwoorden zijn gewogen naar het aantal instappers op elke onderzochte rit.',
    'not-weighted': 'Elk formulier telt even zwaar; instappers zijn niet geteld.',
    'clustered-by-trip': 'De intervallen houden er rekening mee dat mensen in dezelfde rit op elkaar lijken.',
    'rows-taken-as-independent': 'De intervallen nemen aan dat elk formulier los van de andere staat.',
    'not-compared':
      'De cijfers zijn niet vergeleken met de vorige meting: de aantallen daarvan zijn gewijzigd met een tabel die hier niet is.',
  },
  page: (page, pages) => `Pagina ${page} van ${pages}`,
};
