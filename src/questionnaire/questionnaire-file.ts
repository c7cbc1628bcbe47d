import { z } from 'zod';
import { readAnonymity } from './anonymity-file.ts';
import { readContext } from './context-file.ts';
import { peekItemId, readItem } from './item-file.ts';
import type { ItemContext, ItemDraft } from './item-file.ts';
import { isLanguageCode } from './node-reader.ts';
import type { Field, Fields, NodeReader } from './node-reader.ts';
import { OptionLists } from './option-file.ts';
import type { Localized, PrivacyNotice, Questionnaire, Section } from './questionnaire.ts';
import { checkRouting } from './routing-check.ts';
import type { ItemPlace } from './routing-check.ts';
import { STANDARD_CORRECTION_INSTRUCTION } from './standard-words.ts';
import { readTablePlan } from './table-plan-file.ts';
import { VariableNames } from './variable-names.ts';

/**
 * The file that people write, expanded into a Questionnaire. Short forms that are undone here: one text for all
 * languages, options as a mapping or a list, shared option lists, ranges written 1-10, names made from others, and
 * standard words. Keys of the file are in kebab-case.
 */

const FILE_KEYS = [
  'survey',
  'languages',
  'paper',
  'max-pages',
  'organisation',
  'title',
  'introduction',
  'correction',
  'closing',
  'privacy',
  'context',
  'anonymity',
  'option-lists',
  'sections',
  'items',
  'tables',
];
const SECTION_KEYS = ['title', 'instruction', 'items'];
const ITEMS_REMEDY = 'Write the items one after another, each beginning with "- question:".';
const MAX_ITEMS = 200;
const MAX_PAGES = 20;
const MAX_URL_CHARACTERS = 200;

const PARAGRAPH_CHARACTERS = 600;
const PRIVACY_CHARACTERS = 300;

/** The parts of the notice that art. 13 GDPR asks for, with what each should say. */
const PRIVACY_PARTS: readonly {
  readonly key: string;
  readonly part: Exclude<keyof PrivacyNotice, 'url'>;
  readonly says: string;
  readonly isName?: true;
}[] = [
  { key: 'controller', part: 'controller', says: 'who is responsible, with the address', isName: true },
  { key: 'contact', part: 'contact', says: 'where to ask: e-mail, telephone or address', isName: true },
  {
    key: 'data-protection-officer',
    part: 'dataProtectionOfficer',
    says: 'how to reach the data-protection officer',
    isName: true,
  },
  { key: 'purpose', part: 'purpose', says: 'what the answers are for' },
  { key: 'legal-basis', part: 'legalBasis', says: 'the legal basis, such as a task in the public interest' },
  { key: 'recipients', part: 'recipients', says: 'who else gets the answers' },
  { key: 'transfers', part: 'transfers', says: 'whether they leave the European Economic Area' },
  { key: 'retention', part: 'retention', says: 'how long the forms are kept' },
  { key: 'rights', part: 'rights', says: 'the right to see, correct and erase, and how to use it' },
  { key: 'complaint', part: 'complaint', says: 'with which authority to complain' },
  { key: 'voluntary', part: 'voluntary', says: 'that taking part is voluntary' },
];
const PRIVACY_KEYS = [...PRIVACY_PARTS.map(({ key }) => key), 'url'];

const readLanguages = (reader: NodeReader, field: Field | undefined, root: Field): readonly string[] => {
  const remedy = 'Write the languages of the form, as in languages: [nl, en].';
  if (field === undefined) {
    reader.error(root.at, 'The file does not name its languages.', remedy);
    return [];
  }
  const languages: string[] = [];
  const elements = reader.readElements(field, '"languages"', remedy);
  for (const element of elements) {
    const code = reader.readValue(element, z.string(), 'a language code, such as nl');
    if (code === undefined) continue;
    if (!isLanguageCode(code)) {
      reader.error(
        element.at,
        `${JSON.stringify(code.slice(0, 40))} is not a language code.`,
        'Use the two small letters of ISO 639-1: nl, en, fr, de, ...',
      );
    } else if (languages.includes(code)) {
      reader.error(element.at, `The language ${code} is named twice.`, 'Take one out.');
    } else {
      languages.push(code);
    }
  }
  return languages;
};

const readUrl = (reader: NodeReader, field: Field): string => {
  const expected = 'a web address that begins with https://';
  const text = reader.readValue(field, z.string(), expected);
  if (text === undefined) return '';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    reader.error(
      field.at,
      `${JSON.stringify(text.slice(0, 80))} is not a web address.`,
      `Write ${expected}.`,
    );
    return '';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    reader.error(field.at, `A web address cannot begin with ${url.protocol}`, `Write ${expected}.`);
  } else if (/\s/.test(text)) {
    reader.error(field.at, 'The web address holds a space.', `Write ${expected}, without spaces.`);
  } else if (text.length > MAX_URL_CHARACTERS) {
    reader.error(
      field.at,
      `The web address has ${text.length} characters; the printed code has room for ${MAX_URL_CHARACTERS}.`,
      'Use a shorter address.',
    );
  } else if (url.protocol === 'http:') {
    reader.warn(field.at, 'The web address is not protected (http).', 'Use https where the site has it.');
  }
  return text;
};

const readPrivacy = (reader: NodeReader, field: Field | undefined, root: Field): PrivacyNotice => {
  if (field === undefined) {
    reader.error(
      root.at,
      'The privacy notice is missing, so the form cannot be printed.',
      `Add "privacy:" with ${PRIVACY_KEYS.join(', ')}.`,
    );
  }
  const fields: Fields =
    field === undefined
      ? new Map()
      : reader.readFields(field, PRIVACY_KEYS, 'The privacy notice', `Write ${PRIVACY_KEYS.join(', ')}.`);
  const readPart = ({ key, says, isName }: (typeof PRIVACY_PARTS)[number]): Localized => {
    const part = fields.get(key);
    if (part === undefined) {
      if (field !== undefined) {
        reader.error(field.keyAt, `The privacy notice has no ${JSON.stringify(key)}.`, `Add it: ${says}.`);
      }
      return {};
    }
    const rule = { what: `The privacy notice's ${JSON.stringify(key)}`, maxCharacters: PRIVACY_CHARACTERS };
    return reader.readWords(part, isName === true ? { ...rule, isName } : rule);
  };
  const parts = Object.fromEntries(PRIVACY_PARTS.map((part) => [part.part, readPart(part)]));
  const urlField = fields.get('url');
  if (urlField === undefined && field !== undefined) {
    reader.error(field.keyAt, 'The privacy notice has no "url".', 'Add it: where the full text is.');
  }
  return {
    ...(parts as unknown as Omit<PrivacyNotice, 'url'>),
    url: urlField === undefined ? '' : readUrl(reader, urlField),
  };
};

const readCorrection = (reader: NodeReader, field: Field | undefined, root: Field): Localized => {
  if (field !== undefined) {
    return reader.readWords(field, {
      what: 'The correction instruction',
      maxCharacters: PARAGRAPH_CHARACTERS,
    });
  }
  const missing = reader.languages.filter((code) => STANDARD_CORRECTION_INSTRUCTION[code] === undefined);
  if (missing.length > 0) {
    reader.error(
      root.at,
      `There is no standard correction instruction in ${missing.join(', ')}.`,
      'Add "correction:", which says to cross a box, and to fill a wrong box and cross another.',
    );
  }
  return Object.fromEntries(
    reader.languages.map((language) => [language, STANDARD_CORRECTION_INSTRUCTION[language] ?? '']),
  );
};

interface SectionsDraft {
  readonly sections: readonly Section[];
  readonly drafts: readonly ItemDraft[];
  readonly places: readonly ItemPlace[];
}

const readSections = (context: ItemContext, top: Fields, root: Field): SectionsDraft => {
  const { reader } = context;
  const sectionsField = top.get('sections');
  const itemsField = top.get('items');
  const sections: Section[] = [];
  const drafts: ItemDraft[] = [];
  const places: ItemPlace[] = [];

  const readItems = (field: Field): Section['items'] => {
    const elements = reader.readElements(field, '"items"', ITEMS_REMEDY);
    return elements.flatMap((element) => {
      if (places.length === MAX_ITEMS) {
        reader.error(element.at, `There are more than ${MAX_ITEMS} items.`, 'Ask less.');
      }
      const draft = readItem(context, element);
      const id = draft?.item.id ?? peekItemId(element);
      places.push({ id: id ?? '', at: draft?.idAt ?? element.at, goTos: draft?.goTos ?? [] });
      if (draft === undefined) return [];
      drafts.push(draft);
      return [draft.item];
    });
  };

  if (sectionsField !== undefined && itemsField !== undefined) {
    reader.error(
      itemsField.keyAt,
      'The file has "items" beside "sections".',
      'Put the items into a section, or use only one of the two.',
    );
  }
  if (sectionsField !== undefined) {
    const remedy = 'Begin each section with "- title:" or "- items:".';
    for (const element of reader.readElements(sectionsField, '"sections"', remedy)) {
      const fields = reader.readFields(element, SECTION_KEYS, 'A section', remedy);
      const title = fields.get('title');
      const instruction = fields.get('instruction');
      const items = fields.get('items');
      if (items === undefined && fields.size > 0) {
        reader.error(element.at, 'The section has no items.', 'Add "items:", or take the section out.');
      }
      sections.push({
        ...(title === undefined
          ? {}
          : { title: reader.readWords(title, { what: 'The section title', maxCharacters: 80 }) }),
        ...(instruction === undefined
          ? {}
          : { instruction: reader.readWords(instruction, { what: 'The instruction', maxCharacters: 200 }) }),
        items: items === undefined ? [] : readItems(items),
      });
    }
  } else if (itemsField !== undefined) {
    sections.push({ items: readItems(itemsField) });
  } else {
    reader.error(root.at, 'The file asks nothing.', 'Add "sections:" or "items:".');
  }
  return { sections, drafts, places };
};

const surveyId = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);

/**
 * Expands the parsed file. The questionnaire counts only where `reader.faults` holds no error afterwards: what could
 * not be read is empty in it.
 */
export const readQuestionnaireFile = (reader: NodeReader, root: Field): Questionnaire => {
  const top = reader.readFields(root, FILE_KEYS, 'The file', 'Start from a copy of forms/short-survey.yaml.');
  reader.languages = readLanguages(reader, top.get('languages'), root);

  const surveyField = top.get('survey');
  let survey = '';
  if (surveyField === undefined) {
    reader.error(
      root.at,
      'The file does not name its survey.',
      'Add "survey:" with a name such as bus-2026.',
    );
  } else {
    survey =
      reader.readValue(surveyField, surveyId, 'up to 64 small letters, digits and -, such as bus-2026') ?? '';
  }
  const readHead = (key: string, what: string, maxCharacters: number, isName: boolean): Localized => {
    const field = top.get(key);
    if (field === undefined) {
      reader.error(root.at, `${what} is missing.`, `Add "${key}:".`);
      return {};
    }
    return reader.readWords(field, { what, maxCharacters, isName });
  };
  const readOptional = (
    key: 'introduction' | 'closing',
    what: string,
  ): Partial<Record<typeof key, Localized>> => {
    const field = top.get(key);
    return field === undefined
      ? {}
      : { [key]: reader.readWords(field, { what, maxCharacters: PARAGRAPH_CHARACTERS }) };
  };
  const paperField = top.get('paper');
  const paper =
    paperField === undefined
      ? 'A4'
      : (reader.readValue(paperField, z.enum(['A4', 'Letter']), 'A4 or Letter') ?? 'A4');
  const maxPagesField = top.get('max-pages');
  const maxPages =
    maxPagesField === undefined
      ? undefined
      : reader.readValue(
          maxPagesField,
          z.number().int().min(1).max(MAX_PAGES),
          `how many pages the form may take, 1 to ${MAX_PAGES}`,
        );

  const organisation = readHead('organisation', 'The organisation', 80, true);
  const title = readHead('title', 'The title', 80, false);
  const introduction = readOptional('introduction', 'The introduction');
  const correctionInstruction = readCorrection(reader, top.get('correction'), root);
  const closing = readOptional('closing', 'The closing');
  const privacyNotice = readPrivacy(reader, top.get('privacy'), root);

  const names = new VariableNames(reader);
  const context = readContext(reader, names, top.get('context'));
  const lists = new OptionLists(reader, top.get('option-lists'));
  const { sections, places } = readSections({ reader, names, lists }, top, root);
  lists.warnOfUnused();
  checkRouting(reader, places);
  const items = sections.flatMap((section) => section.items);
  const tables = readTablePlan(reader, top.get('tables'), items, context);
  const anonymity = readAnonymity(reader, top.get('anonymity'), { context, sections });

  return {
    survey,
    languages: reader.languages,
    paper,
    ...(maxPages === undefined ? {} : { maxPages }),
    organisation,
    title,
    ...introduction,
    correctionInstruction,
    ...closing,
    privacyNotice,
    sections,
    context,
    ...(tables === undefined ? {} : { tables }),
    ...(anonymity === undefined ? {} : { anonymity }),
  };
};
