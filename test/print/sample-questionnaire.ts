/** A questionnaire with every kind of item, in Dutch and English, written by hand. */
import type { Localized, PrivacyNotice, Questionnaire } from '../../src/questionnaire/questionnaire.ts';

export const both = (nl: string, en: string): Localized => ({ nl, en });

export const samplePrivacyNotice: PrivacyNotice = {
  controller: both('Vervoer NV, Stationsplein 1', 'Vervoer NV, Stationsplein 1'),
  contact: both('privacy@vervoer.example', 'privacy@vervoer.example'),
  dataProtectionOfficer: both('fg@vervoer.example', 'fg@vervoer.example'),
  purpose: both('meten hoe tevreden reizigers zijn', 'to measure how satisfied passengers are'),
  legalBasis: both('een taak van algemeen belang', 'a task in the public interest'),
  recipients: both('niemand buiten ons bedrijf', 'nobody outside our company'),
  transfers: both('geen', 'none'),
  retention: both('drie maanden', 'three months'),
  rights: both('inzage, verbetering, verwijdering, bezwaar', 'access, correction, erasure, objection'),
  complaint: both('Autoriteit Persoonsgegevens', 'Autoriteit Persoonsgegevens'),
  voluntary: both('Meedoen is vrijwillig.', 'Taking part is voluntary.'),
  url: 'https://vervoer.example/privacy',
};

const option = (code: string, nl: string, en: string) => ({ code, label: both(nl, en) });

export const sampleQuestionnaire: Questionnaire = {
  survey: 'sample',
  languages: ['nl', 'en'],
  paper: 'A4',
  organisation: both('Vervoer NV', 'Vervoer NV'),
  title: both('Uw reis met ons', 'Your journey with us'),
  introduction: both('Vijf minuten van uw tijd helpen ons.', 'Five minutes of your time help us.'),
  correctionInstruction: both(
    'Kruis het vakje aan. Fout? Maak het vakje zwart en kruis een ander aan.',
    'Cross the box. Wrong? Fill the box and cross another.',
  ),
  closing: both('Dank u wel!', 'Thank you!'),
  privacyNotice: samplePrivacyNotice,
  context: [],
  sections: [
    {
      title: both('Uw reis', 'Your journey'),
      instruction: both('Over de reis van vandaag.', 'About the journey of today.'),
      items: [
        {
          id: 'purpose',
          kind: 'choice',
          variable: 'purpose',
          multiple: false,
          text: both('Waarom reist u?', 'Why do you travel?'),
          options: [
            option('1', 'Werk', 'Work'),
            option('2', 'School', 'School'),
            option('3', 'Winkelen', 'Shopping'),
            option('4', 'Bezoek', 'Visit'),
            { ...option('9', 'Anders, namelijk', 'Other, namely'), other: { variable: 'purpose_other' } },
          ],
        },
        {
          id: 'delayed',
          kind: 'choice',
          variable: 'delayed',
          multiple: false,
          text: both('Had u vertraging?', 'Were you delayed?'),
          options: [option('1', 'Ja', 'Yes'), { ...option('2', 'Nee', 'No'), goTo: 'marks' }],
        },
        {
          id: 'delay',
          kind: 'scale',
          variable: 'delay',
          from: 1,
          to: 5,
          text: both('Hoe erg was dat?', 'How bad was that?'),
          lowLabel: both('niet erg', 'not bad'),
          highLabel: both('heel erg', 'very bad'),
          noOpinion: { code: '99', label: both('geen mening', 'no opinion') },
          goTo: { '1': 'end' },
        },
      ],
    },
    {
      title: both('Uw oordeel', 'Your opinion'),
      items: [
        {
          id: 'marks',
          kind: 'grid',
          text: both('Welk cijfer geeft u voor …', 'How would you rate …'),
          instruction: both('Eén kruisje per regel.', 'One cross a line.'),
          rows: [
            { variable: 'mark_seat', label: both('de zitplaats', 'the seat') },
            { variable: 'mark_driver', label: both('de chauffeur', 'the driver') },
            {
              variable: 'mark_information',
              label: both(
                'de informatie op de halte, in het voertuig en op uw telefoon',
                'the information at the stop, in the vehicle and on your telephone',
              ),
            },
          ],
          options: Array.from({ length: 10 }, (_, i) => option(String(i + 1), String(i + 1), String(i + 1))),
          lowLabel: both('slecht', 'poor'),
          highLabel: both('uitstekend', 'excellent'),
        },
        {
          id: 'agree',
          kind: 'grid',
          text: both('Bent u het eens?', 'Do you agree?'),
          rows: [
            { variable: 'agree_clean', label: both('De bus was schoon.', 'The bus was clean.') },
            { variable: 'agree_safe', label: both('Ik voelde mij veilig.', 'I felt safe.') },
          ],
          options: [
            option('1', 'Helemaal oneens', 'Strongly disagree'),
            option('2', 'Neutraal', 'Neutral'),
            option('3', 'Helemaal eens', 'Strongly agree'),
          ],
        },
        {
          id: 'improve',
          kind: 'choice',
          variable: 'improve',
          multiple: true,
          text: both('Wat kan beter?', 'What could be better?'),
          options: [
            option('1', 'Vaker', 'More often'),
            option('2', 'Later', 'Later'),
            option('3', 'Schoner', 'Cleaner'),
            option('4', 'Goedkoper', 'Cheaper'),
            option('5', 'Sneller', 'Faster'),
            { ...option('6', 'Niets', 'Nothing'), exclusive: true },
          ],
        },
      ],
    },
    {
      items: [
        {
          id: 'age',
          kind: 'number',
          variable: 'age',
          digits: 3,
          min: 6,
          max: 110,
          text: both('Hoe oud bent u?', 'How old are you?'),
          unit: both('jaar', 'years'),
        },
        { id: 'since', kind: 'date', variable: 'since', text: both('Sinds wanneer?', 'Since when?') },
        {
          id: 'boarded',
          kind: 'time',
          variable: 'boarded',
          text: both('Hoe laat stapte u in?', 'When did you get on?'),
        },
        {
          id: 'stop',
          kind: 'text',
          variable: 'stop',
          lines: 1,
          text: both('Bij welke halte?', 'At which stop?'),
        },
        {
          id: 'remark',
          kind: 'text',
          variable: 'remark',
          lines: 3,
          text: both('Verder nog iets?', 'Anything else?'),
        },
      ],
    },
  ],
};

/** All variables of `sampleQuestionnaire`, in printed order. */
export const sampleVariables = [
  'purpose',
  'purpose_other',
  'delayed',
  'delay',
  'mark_seat',
  'mark_driver',
  'mark_information',
  'agree_clean',
  'agree_safe',
  'improve',
  'age',
  'since',
  'boarded',
  'stop',
  'remark',
];
