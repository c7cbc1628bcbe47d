/**
 * Why a page or a field needs a person: codes that are stored and counted. What they mean and what to do about them
 * stands with each; the screens translate them by code.
 */

export const PAGE_REASONS = {
  'registration-marks-missing': 'Fewer registration marks were found than are needed to place the page.',
  'registration-inexact': 'The printed marks lie further from where they should than reading allows.',
  'page-code-unreadable': 'Neither page code nor its printed words could be read.',
  'page-code-check-failed':
    'The printed words of the page code were read, but their check characters do not agree.',
  'page-codes-disagree': 'The two page codes on this page name different pages.',
  'form-unknown': 'The page names a form version that was never printed here.',
  'copy-unknown': 'The page names a copy that is not in any print run here.',
  'page-unknown': 'The page names a page number that its form does not have.',
  'copy-unread':
    'No page code can be read. The page was known by its print; which copy it is of must be said by a person.',
  'copy-told': 'No page code can be read; a person said which copy the page is of.',
  'page-set-aside': 'No page code can be read; a person said that the page is not needed.',
  'page-alike': 'No page code can be read, and the page looks the same in several form versions or pages.',
  'no-page-code': 'Nothing on this page shows that it is one of our forms.',
  mirrored: 'The page is a mirror image.',
  'resolution-low': 'The scan has fewer than 100 dots an inch.',
  'image-empty': 'The page has nothing on it.',
  'image-black': 'The page is black from edge to edge.',
  'image-damaged': 'The image of this page in its file is damaged, incomplete or too large to open.',
  'fields-need-review': 'One or more answers need a person.',
  'page-scanned-twice': 'This page of this copy was read before.',
  'batch-differs': 'The copy was printed for another batch than the batch header above it in the stack.',
  'batch-unknown': 'The batch header names a batch that is not known here.',
  'scan-too-light':
    'The scan lost parts of the printed lines, and may have lost thin strokes of the pen as well.',
  'page-out-of-turn':
    'The form has no codes, and this page does not follow the one before it: whose it is cannot be told.',
  'wave-closed': 'The copy belongs to a wave that is closed.',
} as const;
export type PageReason = keyof typeof PAGE_REASONS;

export const FIELD_REASONS = {
  'faint-mark': 'There is a little ink, less than people usually leave.',
  'mark-or-cancelled': 'A box may be filled in to cancel it, or heavily crossed.',
  'several-marks': 'More than one box is marked where one answer is asked.',
  'cancelled-only': 'Every marked box seems cancelled.',
  'mark-outside-box': 'There is ink beside the box, not in it.',
  'box-not-found': 'The printed box could not be found where it should be.',
  'digit-unsure': 'A digit could be read in more than one way.',
  'digits-out-of-range': 'The digits do not make a value that the question allows.',
  'digits-gap': 'There are empty cells between the digits.',
  'exclusive-with-others': 'An option that excludes the others is marked together with them.',
  'scan-too-light': 'Nothing is seen here, but the scan is so light that it lost thin lines.',
  'text-to-transcribe': 'There is handwriting to transcribe.',
  'scans-differ': 'Two scans of the same page read differently here.',
  'page-unplaced': 'The page was placed only roughly.',
  'page-code-lost': 'The page lost its codes and was known by its print.',
  'sampled-for-quality': 'Chosen by chance to check the machine.',
} as const;
export type FieldReason = keyof typeof FIELD_REASONS;
