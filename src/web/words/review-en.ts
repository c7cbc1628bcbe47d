/** What the ways to review many at once say, in English. */
export const waysEn = { label: 'Ways to review', single: 'One by one', wall: 'Wall', sheet: 'Sheet' };

export const wallEn = {
  title: 'Many alike at once',
  readAs: 'The machine reads on all of these:',
  kinds: {
    answered: 'What the machine reads stands under each picture; a ring shows the box.',
    blank: 'The machine reads nothing marked on any of these.',
    multiple: 'The machine reads more than one mark on each of these.',
  },
  ask: 'Mark those that are wrong, then confirm the rest.',
  pictures: 'Pictures; those that are pressed are wrong',
  tile: (place: number, all: number) => `${place} of ${all}, read as`,
  noPicture: 'No picture: it will be asked one by one.',
  confirmed: (confirmed: number, offWall: number): string =>
    `${confirmed === 1 ? '1 confirmed' : `${confirmed} confirmed`}${
      offWall === 0
        ? ''
        : offWall === 1
          ? ', 1 will be asked one by one'
          : `, ${offWall} will be asked one by one`
    }`,
  taken: (tasks: number): string =>
    tasks === 1
      ? '1 of these was not recorded: someone else had taken it meanwhile.'
      : `${tasks} of these were not recorded: someone else had taken them meanwhile.`,
  unseen: 'The pictures are not all in sight yet: that key confirmed nothing.',
  takenOff: 'Taken off the wall: what the machine reads is probably wrong.',
  doneTitle: 'Nothing left for the wall',
  doneText: (open: number): string =>
    open === 1
      ? '1 answer needs a closer look, or is with someone else.'
      : `${open.toLocaleString('en-GB')} answers need a closer look, or are with someone else.`,
  toSingle: 'Go on one by one',
  shortcuts: {
    move: 'Move over the pictures',
    wrong: 'Mark as wrong, or not',
    confirm: 'Confirm all that are not marked as wrong',
    undo: 'Take the last screen or decision back',
  },
};

export const sheetEn = {
  title: 'See whole pages',
  privacy:
    'A whole page shows more of what someone wrote than one answer does. Who opens which page, when and why is kept on record.',
  why: 'Why do you need whole pages?',
  chooseReason: 'Choose a reason first.',
  reasons: {
    context: 'The answers need what stands around them',
    misplaced: 'Marks or boxes seem to be in the wrong place',
    'machine-check': 'To check how the machine read a page',
    respondent: 'A respondent asked about their own form',
    other: 'Something else',
  },
  open: 'Open the next page',
  page: (page: number) => `Page ${page} as it was scanned`,
  noPicture: 'The scan of this page cannot be shown. The answers are asked by their own pictures.',
  unseen: 'The page is not there yet: that key was not taken as an answer.',
  doubt: (place: number, all: number) => `${place} of ${all} on this page`,
  jump: 'the next one',
  larger: 'Larger',
  smaller: 'Smaller',
  finished: 'This page is done',
  finishedText: (reason: string) => `The next page will be put on record with the same reason: ${reason}.`,
  next: 'Open the next page',
  otherReason: 'Another reason',
  shortcuts: {
    jump: 'To the next or previous one on the page (with Alt while you write)',
    zoom: 'Larger or smaller',
  },
};
