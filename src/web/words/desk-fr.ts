import type { DeskWords } from './desk-en.ts';

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full' });
const shortDay = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short' });

/** Ce que disent les écrans de l’opérateur, en français. */
export const deskFr: DeskWords = {
  send: {
    title: 'Envoyer des scans',
    text: 'Déposez des fichiers ou des dossiers n’importe où sur cet écran, ou',
    choose: 'Choisir des fichiers…',
    orFolder: 'Ou placez-les vous-même dans le dossier d’arrivée :',
    list: 'Fichiers envoyés d’ici',
    progress: (sent, all) => `${sent} sur ${all} envoyés`,
    waiting: 'en attente',
    sending: (share) => `${share} envoyés`,
    sent: 'dans le dossier d’arrivée',
    sentAs: (name) => `dans le dossier d’arrivée, sous le nom ${name}`,
    stopped: 'arrêté ; rien n’en a été gardé',
    refused: 'non accepté',
    tooLarge: (megabytes) =>
      `trop grand : ${megabytes} Mo au plus. Scannez la pile en plusieurs parties, ou placez le fichier vous-même dans le dossier.`,
    stop: 'Arrêter',
    again: 'Envoyer à nouveau',
    clear: 'Vider la liste',
  },
  now: {
    opening: 'ouverture',
    pageOf: (page, of) => `page ${page} sur ${of}`,
    waiting: (files) =>
      files < 2 ? `${files} fichier en attente` : `${files.toLocaleString('fr-FR')} fichiers en attente`,
  },
  day: {
    today: 'Aujourd’hui',
    date: (iso) => day.format(new Date(iso)),
    shortDate: (iso) => shortDay.format(new Date(iso)),
    time: (iso) => clock.format(new Date(iso)),
    previous: 'Le jour précédent',
    next: 'Le jour suivant',
    none: 'Aucun fichier n’a été lu ce jour-là.',
    summary: (read, rejected, copies) =>
      `Fichiers lus : ${read}. Refusés : ${rejected}. Exemplaires dont une page a été lue : ${copies}.`,
    finished: 'Fichiers de ce jour, les derniers d’abord',
    outcome: { archived: 'lu', rejected: 'refusé' },
    review: (pages) => `${pages} à relire`,
    lost: (pages) => `${pages} sans réponses`,
  },
  look: {
    show: 'Montrer la page',
    hide: 'Masquer la page',
    why: 'Pourquoi l’ouvrez-vous ? Cela est consigné avec votre nom.',
    reasons: {
      'not-read': 'Pour voir pourquoi elle n’a pas été lue',
      'whose-copy': 'Pour trouver son exemplaire',
      other: 'Pour une autre raison',
    },
    picture: (name) => `Le scan : ${name}`,
    unseen: 'Le scan de cette page ne peut pas être montré.',
  },
  act: {
    again: 'Relire',
    reading: 'Lecture…',
    aside: 'Mettre de côté',
    back: 'Reprendre',
    toDo: 'À faire',
    asideList: 'Mis de côté',
    againQueued: (name) => `${name} attend d’être relu.`,
    againRead: (name, pages, gained) =>
      `${name} a été relu, ${pages < 2 ? `${pages} page` : `${pages} pages`} : ${
        gained === 0
          ? 'aucune page ne donne des réponses qu’elle ne donnait pas'
          : gained === 1
            ? '1 page donne maintenant des réponses'
            : `${gained} pages donnent maintenant des réponses`
      }.`,
    asideSaid: (name) => `${name} : mis de côté. Le scan reste où il est.`,
    backSaid: (name) => `${name} : de nouveau sur la liste.`,
  },
  rejected: {
    title: 'Fichiers refusés',
    shown: 'Quels fichiers refusés',
    none: 'Aucun fichier refusé ne vous attend.',
    noneAside: 'Aucun fichier refusé n’a été mis de côté.',
    text: 'Ils sont dans le dossier « rejected », chacun accompagné du motif. Corrigez la cause, puis relisez le fichier.',
    pages: (pages) => (pages < 2 ? `${pages} page` : `${pages} pages`),
  },
  problems: {
    title: 'Pages sans réponses',
    shown: 'Quelles pages',
    none: 'Chaque page lue a donné ses réponses ou a été mise de côté.',
    noneAside: 'Aucune page n’a été mise de côté.',
  },
  realSize: {
    open: 'Voir en taille réelle',
    title: 'Le formulaire en taille réelle',
    ruler: 'Déplacez ce curseur jusqu’à ce que la barre mesure 5 cm sur une règle posée contre l’écran',
    bar: 'Une barre de 5 cm',
  },
  ledger: {
    table: 'Tableau des tirages',
    trip: 'Course',
    wave: 'Vague',
    printed: 'Imprimés',
    read: 'Lus',
    missing: 'Manquants',
    details: 'Détails',
    explain:
      'Lus : exemplaires dont au moins une page a été lue. Manquants : exemplaires rendus et non lus. Ce qui a été distribué et rendu se compte course par course, ci-dessus.',
    complete: (whole, all) => `Lus en entier : ${whole} exemplaires sur ${all}.`,
    allRead: 'Chaque exemplaire a été lu en entier.',
    notRead: (copies) =>
      copies === '1'
        ? '1 exemplaire non lu, ou pas en entier'
        : `${copies} exemplaires non lus, ou pas en entier`,
    notReadText:
      'Par le code qui y est imprimé, pour les compter et les chercher. Les codes sont tirés au hasard : ils ne disent rien de qui a quel exemplaire.',
    lacks: (pages) => `sans la page ${pages}`,
    again: 'Réimprimer ce qui manque',
    againText:
      'De nouveaux exemplaires du même formulaire, pour la même course et la même vague, avec leurs propres codes. Les exemplaires déjà imprimés restent valables, s’ils réapparaissent.',
    waveClosed: 'La vague est close ; plus rien n’est imprimé pour elle.',
  },
  doubts: {
    'read-more-than-returned': 'Plus d’exemplaires ont été lus que rendus.',
    'read-more-than-handed-out': 'Plus d’exemplaires ont été lus que distribués.',
    'returned-more-than-handed-out': 'Plus d’exemplaires ont été rendus que distribués.',
    'handed-out-more-than-printed': 'Plus d’exemplaires ont été distribués qu’imprimés pour cette course.',
    'handed-out-more-than-boarders': 'Plus d’exemplaires ont été distribués que de voyageurs montés.',
  },
  batches: {
    table: 'Tableau des courses',
    title: 'Courses',
    text: 'Un lot est une course ou une pile. Ce qui est compté ici servira plus tard : les résultats sont pondérés par le nombre de voyageurs montés.',
    noSurveys: 'Imprimez d’abord un formulaire ; vous pourrez ensuite créer des courses.',
    make: 'Nouvelle course',
    change: 'Modifier',
    header: 'Télécharger l’en-tête de lot',
    find: 'Chercher une course',
    onlyDoubtful: 'Seulement les nombres impossibles',
    none: 'Aucune course pour l’instant. Chaque tirage pour une course en crée une ; pour des formulaires de réserve, créez-la ici.',
    noneFound: 'Aucune course ne correspond.',
    noTrip: 'Course sans précisions',
    newTitle: 'Nouvelle course',
    changeTitle: (code) => `Lot ${code}`,
    thisQuarter: 'Celle de ce trimestre',
    counted: 'Ce qui a été compté',
    countedHint: 'Laissez vide ce que personne n’a compté. 0 signifie : compté, et il n’y en avait pas.',
    cancel: 'Annuler',
    save: 'Enregistrer',
    saved: (trip) => `Enregistré : ${trip}.`,
    closed: 'close',
  },
};
