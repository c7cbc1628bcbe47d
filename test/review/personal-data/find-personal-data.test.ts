import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isBelgianNationalNumber,
  isBsn,
  isIban,
  passesLuhn,
} from '../../../src/review/personal-data/check-digits.ts';
import { findPersonalData } from '../../../src/review/personal-data/find-personal-data.ts';
import { isRedacted, PLACEHOLDERS, redact, type MarkKind } from '../../../src/review/personal-data/mark.ts';

/** The marks of a text as kind and words. */
const marked = (text: string, language = 'nl'): string[] =>
  findPersonalData(text, { language }).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('check digits', () => {
  it('knows the numbers that the rules allow', () => {
    expect(isBsn('123456782')).toBe(true);
    expect(isBsn('123456781')).toBe(false);
    expect(isBsn('000000000')).toBe(false);
    expect(isBsn('10000001')).toBe(isBsn('010000001'));
    expect(isIban('NL91ABNA0417164300')).toBe(true);
    expect(isIban('NL91ABNA0417164301')).toBe(false);
    expect(isIban('BE68539007547034')).toBe(true);
    expect(isIban('DE89370400440532013000')).toBe(true);
    expect(isIban('GB82WEST12345698765432')).toBe(true);
    expect(isIban('FR1420041010050500013M02606')).toBe(true);
    expect(isBelgianNationalNumber('85073003328')).toBe(true);
    expect(isBelgianNationalNumber('85073003327')).toBe(false);
    expect(isBelgianNationalNumber('17073003384')).toBe(true);
    expect(passesLuhn('4111111111111111')).toBe(true);
    expect(passesLuhn('4111111111111112')).toBe(false);
    expect(passesLuhn('0000000000000000')).toBe(false);
  });

  it('refuses every number with one digit changed', () => {
    const digit = fc.integer({ min: 1, max: 9 });
    const changed = (number: string, place: number, by: number): string =>
      number.slice(0, place) + String((Number(number[place]) + by) % 10) + number.slice(place + 1);
    fc.assert(
      fc.property(fc.nat(15), digit, (place, by) => !passesLuhn(changed('4111111111111111', place, by))),
    );
    fc.assert(fc.property(fc.nat(8), digit, (place, by) => !isBsn(changed('123456782', place, by))));
    fc.assert(
      fc.property(
        fc.nat(13),
        digit,
        (place, by) => !isIban(`NL91ABNA${changed('0417164300', place % 10, by)}`),
      ),
    );
  });
});

const TRUE_CASES: readonly (readonly [text: string, marks: readonly string[]])[] = [
  // Numbers
  ['Mijn bsn is 123456782.', ['bsn: 123456782']],
  ['bsn 1234.56.782', ['bsn: 1234.56.782']],
  ['Rekening NL91ABNA0417164300 graag', ['iban: NL91ABNA0417164300']],
  ['stort op NL91 ABNA 0417 1643 00, dank', ['iban: NL91 ABNA 0417 1643 00']],
  ['nl91 abna 0417 1643 00', ['iban: nl91 abna 0417 1643 00']],
  ['BE68 5390 0754 7034', ['iban: BE68 5390 0754 7034']],
  ['FR14 2004 1010 0505 0001 3M02 606', ['iban: FR14 2004 1010 0505 0001 3M02 606']],
  ['rijksregisternummer 85.07.30-033.28', ['national-number: 85.07.30-033.28']],
  ['kaart 3528 0203 1234 5678 werkt niet', ['card: 3528 0203 1234 5678']],
  ['my card 4111 1111 1111 1111', ['card: 4111 1111 1111 1111']],
  // Telephones
  ['bel 06-12345678', ['phone: 06-12345678']],
  ['Bel mij op 06 12 34 56 78!', ['phone: 06 12 34 56 78']],
  ['+31 6 12345678', ['phone: +31 6 12345678']],
  ['+31 (0)6 12345678', ['phone: +31 (0)6 12345678']],
  ['0031612345678', ['phone: 0031612345678']],
  ['030-2315353', ['phone: 030-2315353']],
  ['tel 0470 12 34 56', ['phone: 0470 12 34 56']],
  ['+32 470 12 34 56', ['phone: +32 470 12 34 56']],
  ['appelez le 06 12 34 56 78', ['phone: 06 12 34 56 78']],
  ['+33 6 12 34 56 78', ['phone: +33 6 12 34 56 78']],
  ['Ruf an: 0171 1234567', ['phone: 0171 1234567']],
  ['+49 171 1234567', ['phone: +49 171 1234567']],
  ['call 020 7946 0958', ['phone: 020 7946 0958']],
  ['+44 7700 900123', ['phone: +44 7700 900123']],
  ['lijn 12 0612345678', ['phone: 0612345678']],
  // Addresses
  ['mail jan.devries+ov@gmail.com aub', ['e-mail: jan.devries+ov@gmail.com']],
  ['info @ vervoer.nl', ['e-mail: info @ vervoer.nl']],
  ['p.jansen(at)post.be', ['e-mail: p.jansen(at)post.be']],
  ['ik woon op 1234 AB', ['postcode: 1234 AB']],
  ['3511ab 12', ['postcode: 3511ab 12']],
  ['3511 AB, nr. 12b is mijn huis', ['postcode: 3511 AB, nr. 12b']],
  ['taxi met kenteken 12-ABC-3', ['plate: 12-ABC-3']],
  ['AB-12-CD stond fout', ['plate: AB-12-CD']],
  ['g-123-bb', ['plate: g-123-bb']],
  ['1-ABC-234', ['plate: 1-ABC-234']],
  ['AB-123-CD', ['plate: AB-123-CD']],
  ['B-MA 1234', ['plate: B-MA 1234']],
  ['the taxi AB12 CDE', ['plate: AB12 CDE']],
  // Staff with a line or a time
  ['driver of bus 4 at 8:15', ['staff-trip: bus 4', 'staff-trip: 8:15']],
  ['De chauffeur van lijn 12 was onbeleefd', ['staff-trip: lijn 12']],
  ['buschauffeur om 08.15 uur reed door', ['staff-trip: 08.15 uur']],
  ['Om kwart over acht was de conductrice boos', ['staff-trip: kwart over acht']],
  ['le conducteur de la ligne 7 à 8h15', ['staff-trip: ligne 7', 'staff-trip: 8h15']],
  ['Der Fahrer der Linie 5 um 17 Uhr', ['staff-trip: Linie 5', 'staff-trip: 17 Uhr']],
  // Names
  ['Groeten, Marieke', ['name: Marieke']],
  ['Jan de Vries was aardig', ['name: Jan de Vries']],
  ['jan van der berg zat naast mij', ['name: jan van der berg']],
  ['Ik ben Fatima El Amrani', ['name: Fatima El Amrani']],
  ['meneer Jansen hielp', ['name: Jansen']],
  ['Mevr. van den Berg', ['name: van den Berg']],
  ['gesproken met J. de Boer', ['name: J. de Boer']],
  ['A.B. Jansen', ['name: A.B. Jansen']],
  ['de aardige Mark hielp mij', ['name: Mark']],
  ['Mark de Boer reed', ['name: Mark de Boer']],
  ['Thank you, Mrs Smith', ['name: Smith']],
  ['Herr Müller war nett', ['name: Müller']],
  ['Mme Dupont', ['name: Dupont']],
  ['Ludwig von Hagen', ['name: Ludwig von Hagen']],
  ['Jean-Pierre Martin', ['name: Jean-Pierre Martin']],
  ['chauffeur ahmed was lief', ['name: ahmed']],
  ["Anneke's tas ligt er nog", ["name: Anneke's"]],
  ['Ten Brink heeft gebeld', ['name: Ten Brink']],
];

const FALSE_CASES: readonly string[] = [
  'Meer bussen, graag.',
  'Lijn 4 was om 8:15 te laat.',
  'De chauffeur was vriendelijk.',
  'De chauffeur was aardig. Lijn 4 was te laat.',
  'op 01-12-2026 om 10 uur',
  '20112026',
  '2026-11-20',
  'bel 0900-9292',
  'bel 112',
  'klantenservice 0800 1234567',
  '1200 km per jaar',
  '2026 in Utrecht',
  '1500 EN 2000',
  'van 8.00-10.00',
  'spoor 14a, perron 3',
  'bsn 123456781',
  'NL91ABNA0417164301',
  'kaart 4111 1111 1111 1112',
  'in mei en juni, de roos en het licht',
  'in the summer I will read a page',
  'la rose est belle',
  'het is joke niet',
  'de trein van de NS naar Den Haag',
  'richting van Den Haag Centraal',
  'GRAAG MEER BUSSEN IN DE AVOND',
  'Der Sommer ist lang',
  '100 %',
  'Alles prima!!! 10/10',
  'ik rijd 5-10-15 keer',
  '[name] en [phone] en [e-mail]',
  'bus 4, tram 12 en lijn 300',
];

describe('personal data in text', () => {
  it.each(TRUE_CASES)('marks what is personal: %s', (text, marks) => {
    expect(marked(text)).toEqual(marks);
  });

  it.each(FALSE_CASES)('leaves alone what is not: %s', (text) => {
    expect(marked(text)).toEqual([]);
  });

  it('takes a word with a capital for a name in Dutch, and for a noun in German', () => {
    expect(marked('Die Rose ist rot', 'de')).toEqual([]);
    expect(marked('met Rose gesproken', 'nl')).toEqual(['name: Rose']);
    expect(marked('mit Rose Schneider', 'de')).toEqual(['name: Rose Schneider']);
  });

  it('marks every personal thing of a text once, in order and without overlaps', () => {
    const text =
      'Ik ben Jan de Vries (06-12345678, jan@devries.nl), 1234 AB 5. De chauffeur van lijn 4 om 8:15 heet Mohammed.';
    expect(marked(text)).toEqual([
      'name: Jan de Vries',
      'phone: 06-12345678',
      'e-mail: jan@devries.nl',
      'postcode: 1234 AB 5',
      'staff-trip: lijn 4',
      'staff-trip: 8:15',
      'name: Mohammed',
    ]);
  });

  it('takes no word before a number for the country of an account', () => {
    expect(marked('dit is 5962075800095512.')).toEqual(['card: 5962075800095512']);
    expect(marked('DIT IS 5962-0758-0009-5512')).toEqual(['card: 5962-0758-0009-5512']);
    expect(marked('mijn rekening is IS14 0159 2600 7654 5510 7303 39')).toEqual([
      'iban: IS14 0159 2600 7654 5510 7303 39',
    ]);
  });

  it('finds numbers that fit their rules wherever they stand', () => {
    const digits = (count: number): fc.Arbitrary<string> =>
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
        .map((all) => all.join(''));
    const around = fc.constantFrom('', 'dit is ', 'zie: ', '(');
    const holds = (kind: MarkKind, number: fc.Arbitrary<string>): void => {
      fc.assert(
        fc.property(around, number, (before, value) => {
          const [mark] = findPersonalData(`${before}${value}.`);
          return (
            mark?.kind === kind && mark.start === before.length && mark.end === before.length + value.length
          );
        }),
      );
    };
    holds(
      'card',
      digits(15).map((fifteen) => {
        const start = `5${fifteen.slice(1)}`;
        return [...'0123456789'].map((last) => start + last).find(passesLuhn) ?? '';
      }),
    );
    holds(
      'iban',
      digits(10).map((account) => {
        const check = Array.from({ length: 97 }, (_, place) => String(place + 2).padStart(2, '0'));
        return check.map((two) => `NL${two}ABNA${account}`).find(isIban) ?? '';
      }),
    );
    holds(
      'bsn',
      digits(8)
        .map((eight) => [...'0123456789'].map((last) => `2${eight.slice(1)}${last}`).find(isBsn) ?? '')
        .filter((value) => value !== ''),
    );
  });

  it('keeps its marks inside the text, apart and in order, whatever is written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(...TRUE_CASES.map(([text]) => text)),
      fc.constantFrom(' ', '. ', '\n', '06-12345678', 'Jan', ' van der ', '@', '👩‍👩‍👧', '1234 AB'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  it('comes to an end: what is cut out, one after the other, leaves nothing to mark', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TRUE_CASES.map(([text]) => text)), { maxLength: 6 }),
        (texts) => {
          let text = texts.join('. ');
          for (let steps = 0; steps < 60; steps++) {
            const [mark] = findPersonalData(text);
            if (mark === undefined) return;
            text = redact(text, mark).text;
            expect(isRedacted(text)).toBe(true);
          }
          throw new Error(`Expected an end but received ${text}.`);
        },
      ),
    );
  });

  it('reads long text, and text made to be hard, without getting stuck', () => {
    for (const unit of [
      'a',
      '1',
      '1 ',
      'a@',
      'Jan van ',
      'A-1-',
      '0',
      'NL91',
      '. ',
      'chauffeur lijn ',
      "'t ",
    ]) {
      const text = unit.repeat(Math.ceil(4000 / unit.length));
      expect(findPersonalData(text).every(({ end }) => end <= text.length)).toBe(true);
    }
  });

  it('takes no placeholder for something personal', () => {
    for (const placeholder of Object.values(PLACEHOLDERS)) {
      expect(marked(`Met ${placeholder} gesproken over ${placeholder}.`)).toEqual([]);
      expect(isRedacted(`x ${placeholder}`)).toBe(true);
    }
    expect(isRedacted('een [haakje] is niets')).toBe(false);
  });
});
