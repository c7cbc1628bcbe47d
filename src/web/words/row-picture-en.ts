import type { OpenRowBody, OpenRowReply } from '../../server/rows-api.ts';

/** What the dialog says that leads from a row to paper, in English. */
export const rowPictureEn = {
  hint: 'Enter or a click on an answer leads to that answer on paper, until the wave is closed.',
  toPaper: 'See this answer on paper',
  title: 'One answer on paper',
  about: (column: string) =>
    `What stands on paper for ${column} in this row, and nothing else of the sheet. Your name, the time and the reason go on record; the privacy owner sees them.`,
  why: 'Why do you look?',
  opening: 'Opening…',
  reasons: {
    implausible: 'The answer looks odd beside the others',
    'machine-check': 'To check how the machine read it',
    respondent: 'The respondent asks about it',
    other: 'Something else',
  } as Readonly<Record<OpenRowBody['reason'], string>>,
  counts: 'Counts now',
  states: {
    blank: 'not answered',
    multiple: 'several marks',
    unreadable: 'unreadable',
    pending: 'still to review',
  } as Readonly<Record<Exclude<OpenRowReply['state'], 'answered'>, string>>,
  by: { person: 'as a person said', machine: 'as the machine read it' } as Readonly<
    Record<OpenRowReply['source'], string>
  >,
  picture: (variable: string) => `What stands on paper for ${variable}`,
  ringed: 'A ring marks what counts now.',
  hidden: 'Where it is gray, an answer to another question is hidden.',
  unseen:
    'The picture cannot be shown. The scan may have been deleted, or the archive may be on a disk that is away.',
  handOver: 'Hand it to a reviewer',
  handOverText: (column: string) =>
    `This link opens the answer to ${column} for a reviewer who is signed in here. It ends for good when the wave is closed.`,
  link: 'Link for a reviewer',
  copy: 'Copy',
  copied: 'Copied',
  notYours: 'Only reviewers see paper.',
  onlyReviewers:
    'This link shows an answer on paper, and only reviewers see paper. Ask one of them to open it.',
  keys: {
    move: 'From answer to answer',
    open: 'See the answer on paper',
    ends: 'To the first or last column',
  },
};

/** Why there is no such picture. */
export const rowPictureRefusalsEn = {
  'row-link-over': {
    message: 'This row leads to no picture.',
    remedy:
      'Load the rows again and take it from there. Rows of closed waves and of downloaded files lead nowhere: that cannot be undone.',
  },
  'field-not-read': {
    message: 'The page with this question was not read, so there is no picture of it.',
    remedy: 'Look for the sheet and scan it; nothing was opened.',
  },
};
