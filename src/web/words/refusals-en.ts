import { rowPictureRefusalsEn } from './row-picture-en.ts';
import type { Refusals } from './refusals.ts';

const FEW_WORDS = 'Four or five words that do not belong together make a good one.';

/** What the server refuses, in English. */
export const refusalsEn: Refusals = {
  usage: {
    message: 'This request was not understood.',
    remedy: 'Look at what you filled in; load the screen again if it stays.',
  },
  'configuration-invalid': {
    message: 'A setting of Paperline is wrong.',
    remedy: 'Tell whoever looks after Paperline; the terminal says more.',
  },
  'questionnaire-invalid': {
    message: 'This questionnaire has faults.',
    remedy: 'Mend them and try again; "paperline form check" names all of them.',
  },
  'questionnaire-does-not-fit': {
    message: 'The questionnaire does not fit on the paper.',
    remedy: 'Leave out items or options, shorten words or writing lines, or raise max-pages.',
  },
  'layout-invalid': {
    message: 'This form does not fit together as it is.',
    remedy: 'Put right what is said below and try again.',
  },
  'file-not-found': {
    message: 'This file is not there any more.',
    remedy: 'Load the screen again and look once more.',
  },
  'file-not-readable': {
    message: 'This file cannot be read.',
    remedy: 'Look whether its disk is there and whether Paperline may read it.',
  },
  'file-not-writable': {
    message: 'A file could not be written.',
    remedy: 'Look whether the disk is there and whether Paperline may write to it.',
  },
  'disk-full': {
    message: 'The disk is full.',
    remedy: 'Make room on the disk that holds the data folder, then try again.',
  },
  'scan-empty': { message: 'The file is empty.', remedy: 'Scan the stack again.' },
  'batch-unknown': { message: 'There is no such trip here.', remedy: 'Load the list again.' },
  'batch-changed': {
    message: 'Somebody else changed this trip in the meantime.',
    remedy: 'Close this, look at what it says now, and change it again.',
  },
  'print-run-unknown': { message: 'There is no such print run here.', remedy: 'Load the list again.' },
  'file-unknown': {
    message: 'This file does not wait here any more.',
    remedy: 'Load the list again: somebody may have dealt with it, or it is on its way.',
  },
  'upload-too-large': {
    message: 'The file is too large.',
    remedy: 'Scan the stack in smaller parts, or put the file into the inbox folder itself.',
  },
  'upload-broken-off': {
    message: 'The file did not arrive whole; nothing of it was kept.',
    remedy: 'Send it again.',
  },
  'nobody-watches': {
    message: 'Nobody reads scans now, so that nothing can be read again.',
    remedy: 'Start Paperline with "paperline start"; nothing was changed.',
  },
  'scan-truncated': {
    message: 'The file is not complete: its end is missing.',
    remedy: 'Copy or scan it again.',
  },
  'scan-damaged': { message: 'The file is damaged and cannot be opened.', remedy: 'Scan the stack again.' },
  'scan-encrypted': {
    message: 'The file is protected by a password.',
    remedy: 'Save it without a password and hand it in again.',
  },
  'scan-not-an-image': { message: 'This is not a scan.', remedy: 'Hand in a PDF, TIFF, JPEG, PNG or WebP.' },
  'scan-too-many-pages': { message: 'The file has too many pages.', remedy: 'Split it into smaller files.' },
  'scan-too-large': { message: 'A picture in the file is too large.', remedy: 'Scan at 300 dpi.' },
  'scan-already-sent': {
    message: 'The same content lies in the inbox already.',
    remedy: 'Nothing was taken a second time.',
  },
  'scan-duplicate': {
    message: 'The same content was read before.',
    remedy: 'Nothing was counted twice; this file can be thrown away.',
  },
  'data-folder-invalid': {
    message: 'The data folder is not as it must be.',
    remedy: 'Tell whoever looks after Paperline; the terminal says more.',
  },
  'data-folder-in-use': {
    message: 'Another program is using the data folder.',
    remedy: 'Wait a moment, or close that program, then try again.',
  },
  'database-newer': {
    message: 'The database is of a newer Paperline.',
    remedy: 'Tell whoever looks after Paperline; the terminal says more.',
  },
  'database-damaged': {
    message: 'The database is damaged.',
    remedy: 'Stop Paperline and put the latest backup in its place.',
  },
  'form-unknown': {
    message: 'This form is not known here any more.',
    remedy: 'Go back to the list of forms.',
  },
  'page-unknown': {
    message: 'This page is not there any more.',
    remedy: 'Load the screen again and look once more.',
  },
  'copy-unknown': ({ why, copy, page }) =>
    why === 'other-form'
      ? {
          message: `Copy ${copy} was printed as another form than this page.`,
          remedy: 'Look at the paper again: it is of another copy.',
        }
      : why === 'has-page'
        ? {
            message: `Page ${page} of copy ${copy} was read already.`,
            remedy: 'If this is a second scan of that page, set it aside; else it is of another copy.',
          }
        : {
            message: `No print run here has a copy ${copy ?? ''}.`,
            remedy:
              'Copy the ten letters and digits after the form version from another page of the same copy.',
          },
  ...rowPictureRefusalsEn,
  'survey-unknown': {
    message: 'Nothing was ever printed here for this survey.',
    remedy: 'Choose one of the list, or print a form first.',
  },
  'wave-exists': {
    message: 'There is an open wave of that name already.',
    remedy: 'Nothing was changed: print for it, or choose another name.',
  },
  'wave-unfinished': {
    message:
      'The wave is not finished: answers, pages or open answers still wait for somebody, or files are being read.',
    remedy: 'Finish this first, or give up what is open when you close the wave.',
  },
  'key-missing': {
    message: 'A key of this wave is not in the folder of keys.',
    remedy: 'Put it back from where keys are kept; without it the pictures of its fields cannot be shown.',
  },
  'wave-closed': {
    message: 'This belongs to a wave that is closed.',
    remedy: 'Nothing was changed: what was published stays as it was.',
  },
  'wave-empty': {
    message: 'This wave has no answers.',
    remedy: 'Close a wave when its forms have been read, and publish it then.',
  },
  'weight-invalid': {
    message: 'The answers cannot be weighted: boarders were not counted, or not rightly.',
    remedy: 'Correct the number of boarders of the trips, or publish without weights.',
  },
  'table-plan-invalid': {
    message: 'The table plan does not fit the answers of this wave.',
    remedy: 'Check the questionnaire, and use the plan of the form that was printed.',
  },
  'publication-rules-changed': {
    message:
      'This wave was published before with other limits or another perturbation table; the two together would tell what each hides.',
    remedy:
      'Publish it with the limits and the table of its first edition. Others can come with the next wave. Nothing was changed.',
  },
  'perturbation-invalid': {
    message: 'The perturbation table cannot be used, so nothing was published.',
    remedy: 'Put the file right, or set “perturbation” to 10-5 or off in the settings of the server.',
  },
  'publication-refused': {
    message: 'What must stay hidden could be worked out from these tables, so they were not published.',
    remedy:
      'Take an item or a breakdown out of the table plan, or make its groups larger. Nothing was changed.',
  },
  'task-unknown': {
    message: 'You do not hold this one any more.',
    remedy: 'Nothing was changed. Go on with the next one.',
  },
  'task-not-yours': {
    message: 'This one is with somebody else, or was decided meanwhile.',
    remedy: 'Nothing was changed. Go on with the next one.',
  },
  'decision-invalid': {
    message: 'This answer was not taken.',
    remedy: 'Look at what you chose or typed and give it again.',
  },
  'not-signed-in': { message: 'You are not signed in, or your session is over.', remedy: 'Sign in.' },
  'not-allowed': {
    message: 'This is not for a role that you have here.',
    remedy: 'Ask a privacy owner for the role.',
  },
  'sign-in-refused': {
    message: 'This name and this password do not belong together.',
    remedy: 'Look at both and try again.',
  },
  'too-many-tries': ({ minutes }) => ({
    message: 'There were too many tries that failed.',
    remedy: `Wait ${minutes === 1 ? 'a minute' : `${minutes ?? 'some'} minutes`} and try again, or ask a privacy owner for a link to choose a new password.`,
  }),
  'link-over': {
    message: 'This link was used before, was withdrawn or is too old.',
    remedy: 'Ask a privacy owner for a new one; for the very first account, start Paperline again.',
  },
  'name-invalid': {
    message: 'That cannot be a name here.',
    remedy: 'Use 2 to 40 letters, digits, spaces and . - _ @ + and begin with a letter or digit.',
  },
  'name-taken': {
    message: 'Somebody here has, or had, this name.',
    remedy: 'Choose another, such as one with an initial.',
  },
  'password-short': { message: 'This password is too short.', remedy: FEW_WORDS },
  'password-long': { message: 'This password is too long.', remedy: 'Use 200 characters at most.' },
  'password-common': {
    message: 'This password is one of those that are tried first everywhere.',
    remedy: FEW_WORDS,
  },
  'password-simple': {
    message: 'This password repeats itself or runs along the keyboard.',
    remedy: FEW_WORDS,
  },
  'password-personal': {
    message: 'This password is little more than names or words of the survey.',
    remedy: FEW_WORDS,
  },
  'password-wrong': {
    message: 'The present password is not right.',
    remedy: 'Type it again; nothing was changed.',
  },
  'account-unknown': {
    message: 'This account is not there, or is disabled.',
    remedy: 'Load the screen again and look once more.',
  },
  'session-unknown': {
    message: 'There is no such session; it may be over already.',
    remedy: 'Load the screen again and look once more.',
  },
  'invitation-unknown': {
    message: 'There is no such invitation; it may have been used.',
    remedy: 'Load the screen again and look once more.',
  },
  'token-unknown': {
    message: 'There is no such token; it may have been revoked.',
    remedy: 'Load the screen again and look once more.',
  },
  'last-privacy-owner': {
    message: 'This is the only privacy owner: without one nobody could let people in or out.',
    remedy: 'Make somebody else privacy owner first.',
  },
  'provider-unknown': {
    message: 'No sign-in of an organisation is set up here.',
    remedy: 'Sign in with a password.',
  },
  'provider-away': {
    message: 'The organisation’s sign-in does not answer.',
    remedy: 'Try again later, or sign in with a password.',
  },
  'provider-refused': {
    message: 'The organisation’s sign-in did not let you in here.',
    remedy: 'Open your invitation first and choose it there, or sign in with your password.',
  },
  'port-in-use': {
    message: 'Another program uses this port.',
    remedy: 'Tell whoever looks after Paperline; the terminal says more.',
  },
  'node-too-old': {
    message: 'The Node that runs Paperline is too old.',
    remedy: 'Tell whoever looks after Paperline; the terminal says more.',
  },
  unexpected: {
    message: 'Something went wrong inside Paperline.',
    remedy: 'Try again. If it stays, the log of the terminal says what happened.',
  },
  'not-found': {
    message: 'There is nothing at this address.',
    remedy: 'Load the screen again and look once more.',
  },
  'screens-not-built': {
    message: 'The screens have not been built yet.',
    remedy: 'Start Paperline with npm start, which builds them.',
  },
  defect: {
    message: 'Paperline failed on this by a defect of its own.',
    remedy: 'Tell whoever looks after Paperline; the terminal says more.',
  },
  'nothing-of-ours': {
    message: 'No page of this file could be used.',
    remedy: 'Look at the paper, and scan it again whole and flat.',
  },
  'reading-ended-abruptly': {
    message: 'Paperline ended abruptly each time it read this file, so it is not tried again.',
    remedy: 'Scan the stack again in smaller parts.',
  },
  'reading-failed': {
    message: 'Paperline failed on this file by a defect of its own.',
    remedy:
      'Keep the file, and send the log to whoever maintains Paperline; the file can be dropped again later.',
  },
  'downloads-used-up': {
    message: 'The downloads that you were granted are used up.',
    remedy: 'Ask whoever granted them for more.',
  },
  'grant-exists': {
    message: 'This agency was granted this already.',
    remedy: 'Withdraw the present grant first, or leave it as it is.',
  },
  'grant-unknown': {
    message: 'There is no such grant; it may be over or withdrawn.',
    remedy: 'Load the screen again and look once more.',
  },
  'not-an-agency': {
    message: 'This account is not that of an agency.',
    remedy: 'Choose an account with the role of agency.',
  },
  'not-published': {
    message: 'There is no such publication.',
    remedy: 'Go back to the list of what is published.',
  },
  'redaction-invalid': { message: 'This cannot be cut out so.', remedy: 'Mark the words again.' },
  'category-unknown': {
    message: 'This category is not there any more.',
    remedy: 'Load the screen again and look once more.',
  },
  'category-exists': {
    message: 'There is such a category already.',
    remedy: 'Use that one, or choose another name.',
  },
  'category-in-use': {
    message: 'Answers are coded with this category.',
    remedy: 'Merge it with another one instead.',
  },
  'answer-stale': {
    message: 'This answer was changed meanwhile.',
    remedy: 'Look at it as it is now and decide again.',
  },
  'answer-unknown': {
    message: 'This answer is not there any more.',
    remedy: 'Load the screen again and look once more.',
  },
  'label-invalid': {
    message: 'This cannot be the name of a category.',
    remedy: 'Choose a short name of plain words.',
  },
  'second-look-needed': {
    message: 'This answer needs the second look of somebody else first.',
    remedy: 'Cut out what is about a person, or leave the answer to somebody else.',
  },
  'variable-unknown': {
    message: 'This question has no open answers here.',
    remedy: 'Choose another question of the list.',
  },
  'file-exists': {
    message: 'There is a questionnaire of this name already.',
    remedy: 'Choose another name, or open that one and save a new version of it.',
  },
  'file-name-invalid': {
    message: 'A questionnaire cannot have this name.',
    remedy: 'Use letters, digits, spaces and . _ - and end with .yaml, such as bus-survey.yaml.',
  },
  'questionnaire-changed': {
    message: 'Somebody saved this file while you were writing.',
    remedy: 'Nothing is lost: see what changed, and save yours as a version after it or take theirs.',
  },
  'questionnaire-slow': {
    message: 'This questionnaire could not be set: it takes too long, or too much memory.',
    remedy: 'Make it shorter, or ask for help with its file.',
  },
  'too-many-rows': {
    message: 'There are more rows than a file of this format can hold.',
    remedy: 'Choose another format, or take one wave at a time.',
  },
  'wave-unknown': {
    message: 'There is no such wave.',
    remedy: 'Choose one from the list.',
  },
  'share-invalid': {
    message: 'This is no share.',
    remedy: 'Give a percentage from 0 to 100.',
  },
  'table-plan-missing': {
    message: 'The questionnaire does not say which tables are published.',
    remedy: 'Add “tables:” to it (forms/passenger-survey.yaml shows how) and print it again.',
  },
  'wave-open': {
    message: 'This wave is not closed; only closed waves are published.',
    remedy: 'Close it first.',
  },
};
