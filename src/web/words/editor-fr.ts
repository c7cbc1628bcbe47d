import type { editorEn } from './editor-en.ts';

/** Ce que disent les écrans où s’écrivent les questionnaires, en français. */
export const editorFr: typeof editorEn = {
  title: 'Questionnaires',
  text: 'Un fichier pour chacun, avec toutes les langues. Ce qui a été imprimé ne change jamais : enregistrer crée la version suivante.',
  listTitle: 'Fichiers',
  file: 'Fichier',
  version: 'Version',
  origin: 'Origine',
  ships: 'fourni avec Paperline',
  own: 'créé ici',
  earlier: 'version antérieure',
  hasDraft: 'brouillon non enregistré',
  edit: 'Ouvrir',
  editOf: (file) => `Ouvrir ${file}`,
  actions: 'Actions',
  folder: (folder) => `Les fichiers créés ici se trouvent dans ${folder}.`,
  newTitle: 'En commencer un nouveau',
  newFrom: 'À partir d’une copie de',
  begin: 'Commencer',
  newName: 'Nouveau questionnaire',
  back: 'Tous les questionnaires',
  save: 'Enregistrer…',
  state: {
    saved: 'Enregistré',
    kept: 'Pas encore enregistré ; ce navigateur conserve un brouillon',
    unkept: 'Pas encore enregistré, et ce navigateur ne conserve pas de brouillon',
  },
  draftFound: (when) => `Voici votre brouillon du ${when}, qui n’a pas encore été enregistré.`,
  draftBehind:
    'Quelqu’un a enregistré le fichier depuis ; au moment d’enregistrer, vous verrez ce qui a changé.',
  draftDrop: 'Jeter le brouillon',
  code: 'Le texte du questionnaire',
  codeHint:
    'Tab indente ; Échap puis Tab quitte le texte. Ctrl+Z annule, Ctrl+F recherche, F8 va à l’erreur suivante.',
  faultsTitle: 'Ce qui ne va pas',
  checking: 'Vérification…',
  faultsNone: 'Tout est en ordre.',
  errors: (count) => (count === 1 ? '1 erreur' : `${count} erreurs`),
  warnings: (count) => (count === 1 ? '1 avertissement' : `${count} avertissements`),
  severity: { error: 'Erreur', warning: 'Avertissement' },
  at: (line, column) => `Ligne ${line}, colonne ${column}`,
  previewTitle: 'Tel qu’il sera imprimé',
  language: 'Langue',
  page: (page, all) => `Page ${page} sur ${all}`,
  previewOld:
    'Voici le dernier état imprimable ; corrigez les erreurs pour voir le questionnaire tel qu’il est maintenant.',
  previewNone: 'Dès qu’il n’y aura plus d’erreur, les pages apparaîtront ici.',
  phrases: {
    Find: 'Rechercher',
    Replace: 'Remplacer',
    next: 'suivant',
    previous: 'précédent',
    all: 'tout',
    replace: 'remplacer',
    'replace all': 'tout remplacer',
    'match case': 'respecter la casse',
    regexp: 'expression régulière',
    'by word': 'mots entiers',
    close: 'fermer',
  },
  saveTitle: 'Enregistrer le questionnaire',
  fileName: 'Nom du fichier',
  fileNameHint: 'Par exemple enquete-bus.yaml',
  saveErrors: (count) =>
    count === 1
      ? 'Il y a une erreur. Vous pourrez enregistrer quand rien n’empêchera l’impression ; d’ici là, le brouillon est conservé.'
      : `Il y a ${count} erreurs. Vous pourrez enregistrer quand rien n’empêchera l’impression ; d’ici là, le brouillon est conservé.`,
  inPlace: (file) => `${file} n’a pas encore été imprimé : il est donc modifié directement.`,
  newVersionPrinted: (file, target) =>
    `${file} a été imprimé et reste donc tel quel. Ce que vous avez écrit devient ${target}.`,
  newVersionShips: (file, target) =>
    `${file} est fourni avec Paperline et reste tel quel. Ce que vous avez écrit devient ${target}.`,
  wave: (wave, copies, read) =>
    `La vague ${wave} est en cours. Exemplaires imprimés : ${copies} ; lus jusqu’ici : ${read}. Ils restent valables et sont lus tels qu’ils ont été imprimés. Ce qui sera imprimé désormais sera de la nouvelle version ; les deux alimentent les mêmes lignes.`,
  noWave: 'Aucune vague n’est en cours : rien d’imprimé n’est concerné.',
  otherSurvey: (before, now) =>
    `L’enquête s’appelle maintenant ${now} et non plus ${before} : elle aura ses propres lignes et vagues.`,
  columnsSame: 'Les lignes gardent les mêmes colonnes.',
  columnsAdded: (names) =>
    `Nouvelles colonnes, vides pour les exemplaires de la version antérieure : ${names}.`,
  columnsRemoved: (names) => `Colonnes que les exemplaires de la nouvelle version laissent vides : ${names}.`,
  columnsChanged: (names) =>
    `Colonnes dont les codes ou les limites diffèrent d’une version à l’autre ; prudence lors des comparaisons : ${names}.`,
  saveAction: 'Enregistrer',
  cancel: 'Continuer à écrire',
  savedAs: (file) => `Enregistré sous ${file}.`,
  conflictTitle: 'Quelqu’un d’autre l’a enregistré',
  conflictText: (file) =>
    `Pendant que vous écriviez, une autre personne a enregistré ${file}. Rien n’est perdu, ni d’un côté ni de l’autre. Voici ce qui diffère : les lignes avec − sont les siennes, les lignes avec + sont les vôtres.`,
  conflictLabel: 'Ce qui diffère',
  theirs: 'de l’autre personne',
  yours: 'de vous',
  takeTheirs: 'Reprendre la version de l’autre',
  saveMine: 'Enregistrer la mienne à la suite',
  same: 'Les deux sont identiques.',
};
