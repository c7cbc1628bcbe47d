import type { PageCorner } from '../domain/page-read.ts';
import type { DescribeFinding } from './finding-words.ts';

const CORNERS: Readonly<Record<PageCorner, string>> = {
  'top-left': 'top left',
  'top-right': 'top right',
  'bottom-left': 'bottom left',
  'bottom-right': 'bottom right',
};

/** What was found and what to do, in English. */
export const describeInEnglish: DescribeFinding = (detail, pages, of) => {
  const seen = `${pages} of ${of} ${of === 1 ? 'page' : 'pages'}`;
  const on = `on ${seen}`;
  switch (detail.code) {
    case 'glass-streak': {
      const { direction, atMm } = detail;
      const isDown = direction === 'vertical';
      return {
        message: `${isDown ? 'Vertical' : 'Horizontal'} streak at ${atMm} mm from the ${isDown ? 'left' : 'top'} ${on}.`,
        remedy: "Clean the scanner's glass, the narrow strip that the feeder draws paper over too.",
      };
    }
    case 'print-scaled':
      return {
        message: `Printed at ${detail.percent} % ${on}.`,
        remedy:
          'Switch off "fit to page" when printing and choose "actual size"; these pages were read all the same.',
      };
    case 'resolution-low':
      return {
        message: `Scanned at about ${detail.dpi} dpi ${on}.`,
        remedy: 'Set the scanner to 300 dpi: fewer answers will then need a person.',
      };
    case 'corner-cut':
      return {
        message: `The registration mark ${CORNERS[detail.corner]} is missing ${on}.`,
        remedy:
          "Look at that corner of the paper: the printer's margin may cut it off, or a staple, a punch hole or a folded corner covers it.",
      };
    case 'feed-skewed':
      return {
        message: `Fed askew, by about ${detail.skewDeg} degrees, ${on}.`,
        remedy: "Set the feeder's guides against the paper.",
      };
    case 'scanned-too-light':
      return {
        message: `Black and white scans too light to show every printed box ${on}.`,
        remedy: 'Scan in gray, or set the scanner darker.',
      };
    case 'mirrored':
      return {
        message: `Mirror images: ${seen}.`,
        remedy: "Switch off mirroring in the scanner's settings and scan these pages again.",
      };
    case 'black-pages':
      return {
        message: `Black from edge to edge: ${seen}.`,
        remedy: 'Look for a sheet that was not drawn in, and scan it again.',
      };
    case 'scanned-twice':
      return {
        message: `Scanned before: ${seen}.`,
        remedy: 'Nothing: each page counts once. Keep scanned stacks apart from those still to scan.',
      };
    case 'pages-out-of-turn':
      return {
        message: `Out of order, on a form without codes, and not taken: ${seen}.`,
        remedy:
          'Put the pages of each copy in order, page 1 first, and scan these copies again in a file of their own.',
      };
    case 'upside-down':
      return {
        message: `Upside down: ${seen}.`,
        remedy: 'Nothing: they were turned before reading.',
      };
    case 'pages-swapped':
      return {
        message: `Pages ${detail.first} and ${detail.second} swapped in ${pages} of ${of} copies.`,
        remedy: 'Nothing: every page says which one it is.',
      };
    case 'copies-incomplete': {
      const { batch, page } = detail;
      return {
        message: `${batch === null ? 'Without a batch' : `Batch ${batch}`}: ${pages} ${pages === 1 ? 'copy' : 'copies'} without page ${page}.`,
        remedy: 'Look for these pages in the stack and scan them; two sheets may have been drawn in at once.',
      };
    }
  }
};
