import { wrapItems } from './fault-place.ts';

export const Q = 'question: { nl: Vraag, en: Question }';
const L = '{ nl: Ja, en: Yes }';
export const good = `  - variable: q1\n    ${Q}\n    scale: 1-10\n`;

/** What is wrong, the text with a marker where, what the fault says, and its severity where it is a warning. */
export type FaultCase = readonly [name: string, marked: string, says: RegExp, severity?: 'warning'];

export const itemCases: readonly FaultCase[] = [
  [
    'a variable used twice',
    `${good}  - variable: ⌖Q1\n    ${Q}\n    date: true`,
    /"Q1" is used twice; first as a question on line 19/,
  ],
  [
    'a variable that begins with a digit',
    `  - variable: ⌖1st\n    ${Q}\n    date: true`,
    /"1st" cannot be a column/,
  ],
  ['a variable with a hyphen', `  - variable: ⌖my-var\n    ${Q}\n    date: true`, /cannot be a column/],
  ['a variable with an accent', `  - variable: ⌖âge\n    ${Q}\n    date: true`, /cannot be a column/],
  [
    'a variable of 65 bytes',
    `  - variable: ⌖${'a'.repeat(65)}\n    ${Q}\n    date: true`,
    /65 characters; SPSS/,
  ],
  ['a variable that rows have', `  - variable: ⌖row_id\n    ${Q}\n    date: true`, /every row already has/],
  ['a variable of SPSS itself', `  - variable: ⌖with\n    ${Q}\n    date: true`, /other programs keep/],
  [
    'a variable of every object',
    `  - variable: ⌖constructor\n    ${Q}\n    date: true`,
    /other programs keep/,
  ],
  ['no variable', `  - ⌖${Q}\n    date: true`, /has no variable/],
  ['no question', `  - ⌖variable: a\n    date: true`, /has no question/],
  ['no way to answer', `  - ⌖variable: a\n    ${Q}`, /does not say how it is answered/],
  [
    'two ways to answer',
    `  - variable: a\n    ${Q}\n    scale: 1-5\n    ⌖lines: 2`,
    /in two ways: scale and lines/,
  ],
  [
    'a key that does not go with the answer',
    `  - variable: a\n    ${Q}\n    date: true\n    ⌖low: ${L}`,
    /"low" does not go with date/,
  ],
  [
    'a misspelt key',
    `  - variable: a\n    ⌖qestion: x\n    ${Q}\n    date: true`,
    /no key "qestion".* Did you mean "question"/,
  ],
  [
    'a key in another spelling',
    `  - variable: a\n    ${Q}\n    scale: 1-5\n    ⌖no_opinion: ${L}`,
    /Did you mean "no-opinion"/,
  ],
  [
    'a key twice',
    `  - variable: a\n    ${Q}\n    ⌖${Q}\n    date: true`,
    /"question" stands twice; the first is on line 20/,
  ],
  [
    'a missing translation',
    `  - variable: a\n    ⌖question: { nl: Vraag }\n    date: true`,
    /no words in English \(en\).* Add en: "\.\.\."/,
  ],
  [
    'an empty translation',
    `  - variable: a\n    question: { nl: Vraag, ⌖en: "" }\n    date: true`.replace('⌖en: ""', 'en: ⌖""'),
    /in English \(en\) is empty/,
  ],
  [
    'a translation with nothing after it',
    `  - variable: a\n    question:\n      nl: Vraag\n      ⌖en:\n    date: true`,
    /in English \(en\) is empty/,
  ],
  [
    'a language that the form has not',
    `  - variable: a\n    question: { nl: Vraag, en: Question, ⌖fr: Question }\n    date: true`,
    /words in French \(fr\)/,
    'warning',
  ],
  [
    'a language misspelt',
    `  - variable: a\n    question: { nl: Vraag, en: Question, ⌖eng: Question }\n    date: true`,
    /no key "eng"/,
  ],
  [
    'words with an unquoted comma',
    `  - variable: a\n    question: { nl: Vraag, ⌖graag, en: Question }\n    date: true`,
    /put all of those between quotes/,
  ],
  [
    'one text for all languages',
    `  - variable: a\n    question: ⌖Question\n    date: true`,
    /the same in all 2 languages/,
    'warning',
  ],
  [
    'an option that is not translated',
    `  - variable: a\n    ${Q}\n    options:\n      1: ⌖Werk\n      2: ${L}`,
    /answer 1 is the same in all 2 languages/,
    'warning',
  ],
  [
    'a question that is too long',
    `  - variable: a\n    question: { nl: Vraag, en: ⌖${'long '.repeat(60)} }\n    date: true`,
    /299 characters/,
    'warning',
  ],
  [
    'a control character',
    `  - variable: a\n    question: { nl: Vraag, en: ⌖"a\\u0007b" }\n    date: true`,
    /cannot be printed/,
  ],
  ['words that are a list', `  - variable: a\n    question: ⌖[a, b]\n    date: true`, /is a list/],
  [
    'a code that stands for a missing answer',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      ⌖-2: ${L}`,
    /code -2 stands for a missing answer/,
  ],
  [
    'a missing code in a list',
    `  - variable: a\n    ${Q}\n    options:\n      - ${L}\n      - { code: ⌖-9, nl: Nee, en: "No" }`,
    /code -9 stands for/,
  ],
  [
    'a code with a space',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      ⌖a b: ${L}`,
    /"a b" is not usable/,
  ],
  [
    'a code twice',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      ⌖1: ${L}`,
    /"1" stands twice/,
  ],
  [
    'a code twice in other words',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      ⌖01: ${L}`,
    /code 01 is used twice/,
  ],
  [
    'an option without words',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      ⌖2:`,
    /answer 2 is empty/,
  ],
  [
    'an option with a translation missing',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      ⌖2: { nl: Nee }`,
    /answer 2 has no words in English/,
  ],
  ['no options', `  - variable: a\n    ${Q}\n    options: ⌖{}`, /list of answers is empty/],
  [
    'too many options',
    `  - variable: a\n    ${Q}\n    ⌖options:\n${Array.from({ length: 41 }, (_, i) => `      ${i}: ${L}`).join('\n')}`,
    /41 answers; a page has room for 40/,
  ],
  [
    'many options',
    `  - variable: a\n    ${Q}\n    ⌖options:\n${Array.from({ length: 16 }, (_, i) => `      ${i}: ${L}`).join('\n')}`,
    /people read about 15/,
    'warning',
  ],
  [
    'an option list that is not there',
    `  - variable: a\n    ${Q}\n    options: ⌖yes-noo`,
    /no option list "yes-noo"/,
  ],
  [
    'a column of a multiple-answer item that is taken',
    `  - variable: a_1\n    ${Q}\n    date: true\n  - variable: a\n    ${Q}\n    multiple: true\n    options:\n      ⌖1: ${L}\n      2: ${L}`,
    /"a_1" is used twice/,
  ],
  [
    'a variable for other words that is taken',
    `${good}  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      2: { nl: Anders, en: Other, other: ⌖q1 }`,
    /"q1" is used twice/,
  ],
  [
    'exclusive where one answer is asked',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      ⌖2: { nl: Geen, en: None, exclusive: true }`,
    /only one answer/,
    'warning',
  ],
  [
    'routing from one of several answers',
    `  - variable: a\n    ${Q}\n    multiple: true\n    options:\n      1: ${L}\n      2: { nl: Geen, en: None, goto: ⌖end }`,
    /may mark others beside it/,
  ],
  [
    'routing to an unknown item',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      2: { nl: Nee, en: "No", goto: ⌖q9 }\n${good}`,
    /no item "q9" to go to.* Did you mean "q1"/,
  ],
  [
    'routing to an earlier item',
    `${good}  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      2: { nl: Nee, en: "No", goto: ⌖q1 }`,
    /"q1" comes before this one/,
  ],
  [
    'routing to itself',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      2: { nl: Nee, en: "No", goto: ⌖a }`,
    /to itself/,
  ],
  [
    'routing to the next item',
    `  - variable: a\n    ${Q}\n    options:\n      1: ${L}\n      2: { nl: Nee, en: "No", goto: ⌖q1 }\n${good}`,
    /next one anyway/,
    'warning',
  ],
  [
    'routing from a scale by a number that is not on it',
    `  - variable: a\n    ${Q}\n    scale: 1-5\n    goto: { ⌖6: end }`,
    /"6" is not on the scale/,
  ],
  [
    'routing from a scale to an unknown item',
    `  - variable: a\n    ${Q}\n    scale: 1-5\n    goto: { 1: ⌖nowhere }`,
    /no item "nowhere"/,
  ],
  ['an id twice', `${good}  - id: ⌖q1\n    variable: b\n    ${Q}\n    date: true`, /id "q1" is used twice/],
  [
    'an id that means the end',
    `  - id: ⌖end\n    variable: b\n    ${Q}\n    date: true`,
    /id "end" is not usable/,
  ],
  ['a scale the wrong way round', `  - variable: a\n    ${Q}\n    scale: ⌖10-1`, /runs from 10 to 1/],
  ['a scale below zero', `  - variable: a\n    ${Q}\n    scale: ⌖-2-2`, /numbers below 0/],
  ['a scale too long', `  - variable: a\n    ${Q}\n    scale: ⌖0-20`, /21 points; a line has room for 11/],
  ['a scale that is no range', `  - variable: a\n    ${Q}\n    scale: ⌖ten`, /"scale" is "ten"/],
  [
    'a "no opinion" on the scale',
    `  - variable: a\n    ${Q}\n    scale: 1-5\n    no-opinion: { code: ⌖3, nl: Geen, en: None }`,
    /already a point/,
  ],
  [
    'a range that its digits do not hold',
    `  - variable: a\n    ${Q}\n    number: 0-120\n    digits: ⌖2`,
    /2 digit boxes do not hold numbers up to 120/,
  ],
  [
    'more digits than the range needs',
    `  - variable: a\n    ${Q}\n    number: 0-99\n    digits: ⌖3`,
    /more than numbers up to 99 need/,
    'warning',
  ],
  ['a range the wrong way round', `  - variable: a\n    ${Q}\n    number: ⌖9-1`, /runs from 9 to 1/],
  ['a range below zero', `  - variable: a\n    ${Q}\n    number: ⌖-5-5`, /no minus sign/],
  ['ten digits', `  - variable: a\n    ${Q}\n    number: 0-9\n    digits: ⌖10`, /"digits" is "10"/],
  ['date with another value', `  - variable: a\n    ${Q}\n    date: ⌖yes please`, /"date" is "yes please"/],
  ['no lines', `  - variable: a\n    ${Q}\n    lines: ⌖0`, /"lines" is "0"/],
  [
    'a grid with a variable',
    `  - ⌖variable: a\n    ${Q}\n    scale: 1-5\n    rows: { r1: ${L} }`,
    /variable for each row/,
  ],
  ['a grid without rows', `  - ${Q}\n    scale: 1-5\n    rows: ⌖{}`, /has no rows/],
  ['a grid row used twice', `${good}  - ${Q}\n    scale: 1-5\n    rows: { ⌖q1: ${L} }`, /"q1" is used twice/],
  [
    'a grid with other words',
    `  - ${Q}\n    options:\n      1: ${L}\n      ⌖2: { nl: Anders, en: Other, other: true }\n    rows: { r1: ${L} }`,
    /which a grid cannot have/,
  ],
  [
    'a grid too wide',
    `  - ${Q}\n    ⌖options:\n${Array.from({ length: 13 }, (_, i) => `      ${i}: ${L}`).join('\n')}\n    rows: { r1: ${L} }`,
    /13 columns/,
  ],
  [
    'a grid too long',
    `  - ${Q}\n    scale: 1-5\n    ⌖rows:\n${Array.from({ length: 31 }, (_, i) => `      r${i}: ${L}`).join('\n')}`,
    /31 rows/,
  ],
  ['an item that is a word', `${good}  - ⌖question`, /An item is not a list of keys and values/],
  ['an empty item', `${good}  - ⌖{}`, /item is empty/],
  [
    'a key that reaches into objects',
    `  - variable: a\n    ⌖__proto__: { x: 1 }\n    ${Q}\n    date: true`,
    /"__proto__" has no meaning here/,
  ],
  [
    'an alias',
    `  - variable: a\n    question: ⌖*q\n    date: true`,
    /refers to another part|Unresolved alias|not used here/,
  ],
  [
    'a key that is a list',
    `  - variable: a\n    ? ⌖[x, y]\n    : 1\n    ${Q}\n    date: true`,
    /not a plain word/,
  ],
];

const withHead = (head: string): string => wrapItems(good, head);
const replaceLine = (from: string, to: string): string => {
  const whole = wrapItems(good);
  if (!whole.includes(from)) throw new Error(`Expected the text to hold ${from}`);
  return whole.replace(from, to);
};

export const fileCases: readonly FaultCase[] = [
  ['an unknown key at the top', withHead('⌖tittle: x'), /no key "tittle".* Did you mean "title"/],
  [
    'no survey',
    replaceLine('survey: test\n', '').replace('languages', '⌖languages'),
    /does not name its survey/,
  ],
  ['a survey with a space', replaceLine('survey: test', 'survey: ⌖My Survey'), /"survey" is "My Survey"/],
  [
    'no languages',
    replaceLine('languages: [nl, en]\n', '').replace('survey', '⌖survey'),
    /does not name its languages/,
  ],
  ['a language that is none', replaceLine('[nl, en]', '[nl, en, ⌖xx]'), /"xx" is not a language code/],
  ['a language in capitals', replaceLine('[nl, en]', '[nl, en, ⌖DE]'), /"DE" is not a language code/],
  ['a language twice', replaceLine('[nl, en]', '[nl, en, ⌖nl]'), /nl is named twice/],
  ['languages that are no list', replaceLine('[nl, en]', '⌖nl'), /"languages" is not a list/],
  [
    'a language without standard words',
    replaceLine('survey: test\nlanguages: [nl, en]', '⌖survey: test\nlanguages: [nl, en, pl]'),
    /correction instruction in pl/,
  ],
  ['paper of another size', withHead('paper: ⌖A5'), /"paper" is "A5".* Write A4 or Letter/],
  ['no page', withHead('max-pages: ⌖0'), /"max-pages" is "0"/],
  [
    'no privacy notice',
    `⌖survey: test\nlanguages: [nl]\norganisation: O\ntitle: T\nitems:\n  - variable: a\n    question: Vraag\n    date: true`,
    /privacy notice is missing/,
  ],
  [
    'a part of the privacy notice missing',
    replaceLine('privacy:', '⌖privacy:').replace('  retention: { nl: kort, en: short }\n', ''),
    /privacy notice has no "retention"/,
  ],
  [
    'a part of the privacy notice untranslated',
    replaceLine('retention: { nl: kort, en: short }', '⌖retention: { nl: kort }'),
    /"retention" has no words in English/,
  ],
  [
    'a part of the privacy notice misspelt',
    replaceLine('  transfers:', '  ⌖transfer:'),
    /no key "transfer".* Did you mean "transfers"/,
  ],
  [
    'no web address',
    replaceLine('privacy:', '⌖privacy:').replace('  url: https://b.example/privacy\n', ''),
    /has no "url"/,
  ],
  ['a web address that is none', replaceLine('https://b.example/privacy', '⌖b.example'), /not a web address/],
  [
    'a web address of another kind',
    replaceLine('https://b.example/privacy', '⌖javascript:alert(1)'),
    /cannot begin with javascript:/,
  ],
  [
    'a web address without protection',
    replaceLine('https://b.example', '⌖http://b.example'),
    /not protected/,
    'warning',
  ],
  ['items and sections', withHead('sections: []').replace('items:', '⌖items:'), /"items" beside "sections"/],
  [
    'sections that are no list',
    replaceLine(`items:\n${good}`, 'sections: ⌖none'),
    /"sections" is not a list/,
  ],
  ['nothing asked', `⌖${replaceLine(`items:\n${good}`, '')}`, /asks nothing/],
  [
    'a section without items',
    replaceLine(`items:\n${good}`, 'sections:\n  - ⌖title: { nl: Deel, en: Part }'),
    /section has no items/,
  ],
  ['a context key misspelt', withHead('context:\n  ⌖lijn: as-is'), /no label/],
  [
    'a context key nearly right',
    withHead('context:\n  ⌖lines: { coarsen: as-is, label: { nl: Lijn, en: Line } }'),
    /Did you mean "line"/,
    'warning',
  ],
  ['a whole date', withHead('context:\n  date: ⌖as-is'), /on which trip somebody was/],
  ['a vehicle as it is', withHead('context:\n  vehicle: ⌖as-is'), /single out one trip/, 'warning'],
  ['the month of a line', withHead('context:\n  line: ⌖month'), /"line" has no month/],
  ['an unknown coarsening', withHead('context:\n  line: ⌖rounded'), /"line" is "rounded"/],
  [
    'a value in two groups',
    withHead('context:\n  line:\n    groups: { a: [1, 2], b: [⌖2] }'),
    /"2" is in two groups/,
  ],
  ['context that is a list', withHead('context: ⌖[line]'), /"context" is not a list of keys/],
  [
    'a context variable that an item has',
    withHead('context:\n  line: { coarsen: as-is, variable: q1 }').replace(
      'variable: q1\n    question',
      'variable: ⌖q1\n    question',
    ),
    /"q1" is used twice; first as context/,
  ],
  [
    'an option list that nobody uses',
    withHead(`option-lists:\n  ⌖yes-no: { 1: ${L} }`),
    /"yes-no" is not used/,
    'warning',
  ],
];
