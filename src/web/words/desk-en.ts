import type { CountDoubt } from '../../domain/trip-context.ts';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });
const shortDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** What the operator's screens say of scans that are sent, files that were rejected, print runs and trips, in English. */
export const deskEn = {
  send: {
    title: 'Send scans',
    text: 'Drop files or folders anywhere on this screen, or',
    choose: 'Choose files…',
    orFolder: 'Or put them into the inbox folder itself:',
    list: 'Files that were sent from here',
    progress: (sent: string, all: string) => `${sent} of ${all} sent`,
    waiting: 'waits',
    sending: (share: string) => `${share} sent`,
    sent: 'in the inbox',
    sentAs: (name: string) => `in the inbox, as ${name}`,
    stopped: 'stopped; nothing of it was kept',
    refused: 'not taken',
    tooLarge: (megabytes: string) =>
      `too large: ${megabytes} MB at most. Scan the stack in smaller parts, or put the file into the folder itself.`,
    stop: 'Stop',
    again: 'Send again',
    clear: 'Clear the list',
  },
  now: {
    opening: 'being opened',
    pageOf: (page: string, of: string) => `page ${page} of ${of}`,
    waiting: (files: number): string =>
      files === 1 ? '1 file waits' : `${files.toLocaleString('en-GB')} files wait`,
  },
  day: {
    today: 'Today',
    date: (iso: string) => day.format(new Date(iso)),
    shortDate: (iso: string) => shortDay.format(new Date(iso)),
    time: (iso: string) => clock.format(new Date(iso)),
    previous: 'The day before',
    next: 'The day after',
    none: 'No file was read on this day.',
    summary: (read: string, rejected: string, copies: string) =>
      `Files read: ${read}. Rejected: ${rejected}. Copies of which a page was read: ${copies}.`,
    finished: 'Files of this day, the latest first',
    outcome: { archived: 'read', rejected: 'rejected' },
    review: (pages: string) => `${pages} to review`,
    lost: (pages: string) => `${pages} without answers`,
  },
  look: {
    show: 'Show the page',
    hide: 'Hide the page',
    why: 'Why do you open it? This goes on record with your name.',
    reasons: {
      'not-read': 'To see why it was not read',
      'whose-copy': 'To find its copy',
      other: 'For another reason',
    },
    picture: (name: string) => `The scan: ${name}`,
    unseen: 'The scan of this page cannot be shown.',
  },
  act: {
    again: 'Read again',
    reading: 'Reading…',
    aside: 'Put aside',
    back: 'Take back',
    toDo: 'To do',
    asideList: 'Put aside',
    againQueued: (name: string) => `${name} waits to be read again.`,
    againRead: (name: string, pages: number, gained: number): string =>
      `${name} was read again, ${pages === 1 ? '1 page' : `${pages} pages`}: ${
        gained === 0
          ? 'no page gives answers that gave none before'
          : gained === 1
            ? '1 page gives answers now'
            : `${gained} pages give answers now`
      }.`,
    asideSaid: (name: string) => `${name} was put aside. The scan stays where it is.`,
    backSaid: (name: string) => `${name} is on the list again.`,
  },
  rejected: {
    title: 'Rejected files',
    shown: 'Which rejected files',
    none: 'No rejected file waits for you.',
    noneAside: 'No rejected file was put aside.',
    text: 'They are in the folder "rejected", each with its reason beside it. Mend the cause, then read the file again.',
    pages: (pages: number): string => (pages === 1 ? '1 page' : `${pages} pages`),
  },
  problems: {
    title: 'Pages without answers',
    shown: 'Which pages',
    none: 'Every page that was read gave its answers, or was put aside.',
    noneAside: 'No page was put aside.',
  },
  realSize: {
    open: 'Look at it in real size',
    title: 'The form in real size',
    ruler: 'Move this until the bar is 5 cm on a ruler held against the screen',
    bar: 'A bar of 5 cm',
  },
  ledger: {
    table: 'Table of print runs',
    trip: 'Trip',
    wave: 'Wave',
    printed: 'Printed',
    read: 'Read',
    missing: 'Missing',
    details: 'Details',
    explain:
      'Read: copies of which at least one page was read. Missing: copies that came back and were not read. What was handed out and came back is counted trip by trip, above.',
    complete: (whole: string, all: string) => `Read whole: ${whole} of ${all} copies.`,
    allRead: 'Every copy was read whole.',
    notRead: (copies: string): string =>
      copies === '1' ? '1 copy not read, or not whole' : `${copies} copies not read, or not whole`,
    notReadText:
      'By the code that is printed on them, to be counted and looked for. The codes are random: they say nothing of who has which.',
    lacks: (pages: string) => `lacks page ${pages}`,
    again: 'Print again what is missing',
    againText:
      'New copies of the same form, for the same trip and wave, with codes of their own. The copies printed before stay valid, should they turn up.',
    waveClosed: 'The wave is closed; nothing is printed for it any more.',
  },
  doubts: {
    'read-more-than-returned': 'More were read than came back.',
    'read-more-than-handed-out': 'More were read than were handed out.',
    'returned-more-than-handed-out': 'More came back than were handed out.',
    'handed-out-more-than-printed': 'More were handed out than were printed for it.',
    'handed-out-more-than-boarders': 'More were handed out than people boarded.',
  } as Readonly<Record<CountDoubt, string>>,
  batches: {
    table: 'Table of trips',
    title: 'Trips',
    text: 'A batch is one trip or stack. What is counted here is needed later: results are weighted by how many people boarded.',
    noSurveys: 'Print a form first; then trips can be made for it.',
    make: 'New trip',
    change: 'Change',
    header: 'Download the batch header',
    find: 'Find a trip',
    onlyDoubtful: 'Only numbers that cannot be right',
    none: 'No trip yet. One is made with every print run for a trip, or here for forms out of a stock.',
    noneFound: 'No trip like that.',
    noTrip: 'Trip without particulars',
    newTitle: 'New trip',
    changeTitle: (code: string) => `Batch ${code}`,
    thisQuarter: 'This quarter’s',
    counted: 'What was counted',
    countedHint: 'Leave empty what nobody counted. 0 says that it was counted and there was none.',
    cancel: 'Cancel',
    save: 'Save',
    saved: (trip: string) => `Saved: ${trip}.`,
    closed: 'closed',
  },
};

export type DeskWords = typeof deskEn;
