import type { PageCorner } from '../domain/page-read.ts';
import type { DescribeFinding } from './finding-words.ts';

const CORNERS: Readonly<Record<PageCorner, string>> = {
  'top-left': 'en haut à gauche',
  'top-right': 'en haut à droite',
  'bottom-left': 'en bas à gauche',
  'bottom-right': 'en bas à droite',
};

const decimal = (value: number): string => String(value).replace('.', ',');

/** What was found and what to do, in French. */
export const describeInFrench: DescribeFinding = (detail, pages, of) => {
  const seen = `${pages} ${pages < 2 ? 'page' : 'pages'} sur ${of}`;
  const on = `sur ${seen}`;
  switch (detail.code) {
    case 'glass-streak': {
      const { direction, atMm } = detail;
      const isDown = direction === 'vertical';
      return {
        message: `Trait ${isDown ? 'vertical' : 'horizontal'} à ${atMm} mm ${isDown ? 'de la gauche' : 'du haut'} ${on}.`,
        remedy:
          'Nettoyez la vitre du scanner, y compris la bande étroite au-dessus de laquelle passe le papier du chargeur.',
      };
    }
    case 'print-scaled':
      return {
        message: `Imprimé à ${detail.percent} % ${on}.`,
        remedy:
          'Désactivez « ajuster à la page » à l’impression et choisissez « taille réelle » ; ces pages ont tout de même été lues.',
      };
    case 'resolution-low':
      return {
        message: `Numérisé à environ ${detail.dpi} ppp ${on}.`,
        remedy: 'Réglez le scanner sur 300 ppp : moins de réponses demanderont une personne.',
      };
    case 'corner-cut':
      return {
        message: `Le repère ${CORNERS[detail.corner]} manque ${on}.`,
        remedy:
          'Regardez ce coin du papier : la marge de l’imprimante le coupe peut-être, ou une agrafe, une perforation ou un coin plié le couvre.',
      };
    case 'feed-skewed':
      return {
        message: `Entré de travers, d’environ ${decimal(detail.skewDeg)} degrés, ${on}.`,
        remedy: 'Placez les guides du chargeur contre le papier.',
      };
    case 'scanned-too-light':
      return {
        message: `Scans en noir et blanc trop clairs pour montrer chaque case imprimée ${on}.`,
        remedy: 'Numérisez en gris, ou réglez le scanner plus foncé.',
      };
    case 'mirrored':
      return {
        message: `Images inversées : ${seen}.`,
        remedy: 'Désactivez l’effet miroir dans les réglages du scanner et numérisez ces pages à nouveau.',
      };
    case 'black-pages':
      return {
        message: `Noires d’un bord à l’autre : ${seen}.`,
        remedy: 'Cherchez la feuille qui n’a pas été entraînée et numérisez-la à nouveau.',
      };
    case 'scanned-twice':
      return {
        message: `Déjà numérisées : ${seen}.`,
        remedy:
          'Rien : chaque page compte une seule fois. Tenez les piles numérisées à l’écart de celles qui restent à numériser.',
      };
    case 'pages-out-of-turn':
      return {
        message: `Dans le désordre, sur un formulaire sans codes, et non retenues : ${seen}.`,
        remedy:
          'Remettez les pages de chaque exemplaire dans l’ordre, la page 1 en premier, et numérisez ces exemplaires à nouveau dans un fichier à part.',
      };
    case 'upside-down':
      return {
        message: `À l’envers : ${seen}.`,
        remedy: 'Rien : elles ont été retournées avant la lecture.',
      };
    case 'pages-swapped':
      return {
        message: `Pages ${detail.first} et ${detail.second} interverties dans ${pages} exemplaires sur ${of}.`,
        remedy: 'Rien : chaque page dit laquelle elle est.',
      };
    case 'copies-incomplete': {
      const { batch, page } = detail;
      return {
        message: `${batch === null ? 'Sans lot' : `Lot ${batch}`} : ${pages} ${pages < 2 ? 'exemplaire' : 'exemplaires'} sans la page ${page}.`,
        remedy:
          'Cherchez ces pages dans la pile et numérisez-les ; deux feuilles ont peut-être été entraînées ensemble.',
      };
    }
  }
};
