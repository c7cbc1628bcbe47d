import type { accountsEn } from './accounts-en.ts';

const TRY_WORDS = 'Quatre ou cinq mots sans lien entre eux font un bon mot de passe.';

/** Ce que disent les écrans des comptes, en français. */
export const accountsFr: typeof accountsEn = {
  roles: {
    operator: 'Gestionnaire',
    reviewer: 'Relecture',
    'privacy-owner': 'Responsable de la confidentialité',
    agency: 'Institut d’études',
  },
  roleTexts: {
    operator: 'imprime et s’occupe des formulaires, du dossier et des lots',
    reviewer: 'décide là où la machine n’est pas sûre',
    'privacy-owner': 'ouvre et ferme l’accès aux personnes, et délivre les enregistrements',
    agency: 'mène l’étude de l’extérieur ; n’a encore rien ici qu’un compte',
  },
  name: 'Nom',
  password: 'Mot de passe',
  show: 'Afficher',
  hide: 'Masquer',
  signIn: {
    opening: 'Ouverture de Paperline…',
    title: 'Connexion',
    button: 'Se connecter',
    busy: 'Connexion en cours…',
    withProvider: (provider) => `Se connecter avec ${provider}`,
    or: 'ou',
    forgotten:
      'Mot de passe oublié ? Un responsable de la confidentialité peut vous donner un lien pour en choisir un nouveau.',
    firstTitle: 'Personne n’a encore de compte ici',
    firstText:
      'Ouvrez le lien que Paperline a affiché dans le terminal à son démarrage. Il fonctionne une seule fois ; redémarrez Paperline pour en obtenir un nouveau.',
    example: 'Le lien se présente ainsi',
  },
  accept: {
    title: {
      'first-account': 'Créer le premier compte',
      invitation: 'Créer votre compte',
      'new-password': 'Choisir un nouveau mot de passe',
    },
    text: {
      'first-account':
        'Vous devenez responsable de la confidentialité : vous donnez accès aux autres et dites ce que chacun peut faire.',
      invitation: 'Une invitation vous a été adressée. Votre rôle ici :',
      'new-password': 'Pour',
    },
    asRole: (role) => role.toLowerCase(),
    nameHint:
      'Vos collègues le voient, et il reste attaché à ce que vous décidez. Il ne pourra plus être changé.',
    passwordRule: (least) =>
      `${least} caractères au moins. Quatre ou cinq mots sans lien entre eux se retiennent facilement.`,
    counted: (typed) => `${typed} ${typed < 2 ? 'caractère' : 'caractères'}`,
    button: { 'first-account': 'Commencer', invitation: 'Créer le compte', 'new-password': 'Enregistrer' },
    busy: 'Un instant…',
    withProvider: (provider) => `Utiliser ${provider} au lieu d’un mot de passe`,
  },
  account: {
    title: 'Votre compte',
    you: 'Qui vous êtes',
    rolesTitle: 'Ce que vous pouvez faire',
    passwordTitle: 'Mot de passe',
    noPassword: 'Ce compte n’a pas de mot de passe.',
    present: 'Mot de passe actuel',
    next: 'Nouveau mot de passe',
    change: 'Changer le mot de passe',
    changed: 'Le mot de passe a été changé. Tous les autres navigateurs sont déconnectés.',
    sessionsTitle: 'Où votre compte est connecté',
    browser: 'Navigateur',
    unknownBrowser: 'Navigateur inconnu',
    since: 'Depuis',
    seen: 'Dernière utilisation',
    here: 'celui-ci',
    end: 'Déconnecter',
    endOf: (browser) => `Déconnecter ${browser}`,
    endOthers: 'Déconnecter partout ailleurs',
    leave: 'Se déconnecter ici',
    open: 'Votre compte',
  },
  users: {
    title: 'Utilisateurs',
    inviteTitle: 'Inviter une personne',
    forWhom: 'Pour qui',
    forWhomHint: 'Facultatif. La personne peut choisir un autre nom.',
    rolesLabel: 'Ce que la personne peut faire',
    agencyAlone: 'Ne se cumule avec aucun autre rôle.',
    make: 'Créer un lien',
    linkTitle: 'Le lien',
    linkText: (until) =>
      `Ne le donnez qu’à cette personne. Il fonctionne une seule fois, jusqu’au ${until}, et ne sera plus affiché.`,
    copy: 'Copier',
    copied: 'Copié',
    listTitle: 'Qui a un compte',
    you: 'vous',
    rolesHead: 'Rôles',
    lastSignedIn: 'Dernière connexion',
    never: 'jamais',
    disabled: 'désactivé',
    actions: 'Actions',
    changeRoles: 'Rôles…',
    changeRolesOf: (name) => `Rôles de ${name}`,
    saveRoles: 'Enregistrer',
    passwordLink: 'Lien de mot de passe',
    passwordLinkOf: (name) => `Lien de mot de passe pour ${name}`,
    disable: 'Désactiver…',
    disableOf: (name) => `Désactiver ${name}`,
    disableTitle: (name) => `Fermer l’accès à ${name} ?`,
    disableText:
      'Tous les navigateurs de cette personne sont déconnectés aussitôt. Ce qui a été décidé demeure, avec son nom.',
    disableAction: 'Désactiver',
    keep: 'Ne rien changer',
    enable: 'Réactiver',
    enableOf: (name) => `Réactiver ${name}`,
    invitationsTitle: 'Invitations en attente',
    noInvitations: 'Aucune invitation en attente.',
    anyone: 'sans nom',
    until: 'Valable jusqu’au',
    withdraw: 'Retirer',
    withdrawOf: (name) => `Retirer l’invitation de ${name}`,
  },
  faults: {
    'sign-in-refused': {
      message: 'Ce nom et ce mot de passe ne vont pas ensemble.',
      remedy: 'Vérifiez les deux et réessayez.',
    },
    'too-many-tries': {
      message: 'Trop de tentatives ont échoué.',
      remedy:
        'Attendez un moment et réessayez, ou demandez à un responsable de la confidentialité un lien pour choisir un nouveau mot de passe.',
    },
    'link-over': {
      message: 'Ce lien a déjà servi, a été retiré ou est trop ancien.',
      remedy:
        'Demandez-en un nouveau à un responsable de la confidentialité ; pour le tout premier compte, redémarrez Paperline.',
    },
    'name-invalid': {
      message: 'Cela ne peut pas être un nom ici.',
      remedy:
        'Utilisez de 2 à 40 lettres, chiffres, espaces et . - _ @ + en commençant par une lettre ou un chiffre.',
    },
    'name-taken': {
      message: 'Quelqu’un porte ou a porté ce nom ici.',
      remedy: 'Choisissez-en un autre, par exemple avec une initiale.',
    },
    'password-short': { message: 'Ce mot de passe est trop court.', remedy: TRY_WORDS },
    'password-long': {
      message: 'Ce mot de passe est trop long.',
      remedy: 'Utilisez 200 caractères au plus.',
    },
    'password-common': {
      message: 'Ce mot de passe est de ceux que l’on essaie partout en premier.',
      remedy: TRY_WORDS,
    },
    'password-simple': {
      message: 'Ce mot de passe se répète ou suit le clavier.',
      remedy: TRY_WORDS,
    },
    'password-personal': {
      message: 'Ce mot de passe n’est guère plus que des noms ou des mots de l’enquête.',
      remedy: TRY_WORDS,
    },
    'password-wrong': {
      message: 'Le mot de passe actuel n’est pas le bon.',
      remedy: 'Saisissez-le à nouveau ; rien n’a été changé.',
    },
    'last-privacy-owner': {
      message:
        'C’est le seul responsable de la confidentialité : sans lui, personne ne pourrait ouvrir ni fermer d’accès.',
      remedy: 'Donnez d’abord ce rôle à quelqu’un d’autre.',
    },
    'not-allowed': {
      message: 'Ceci ne relève d’aucun rôle que vous avez ici.',
      remedy: 'Demandez ce rôle à un responsable de la confidentialité.',
    },
    'provider-away': {
      message: 'Le service de connexion de l’organisation ne répond pas.',
      remedy: 'Réessayez plus tard, ou connectez-vous avec un mot de passe.',
    },
    'provider-refused': {
      message: 'Le service de connexion de l’organisation ne vous a pas laissé entrer ici.',
      remedy:
        'Ouvrez d’abord votre invitation et choisissez-le à cet endroit, ou connectez-vous avec votre mot de passe.',
    },
  },
};
