import { rowPictureRefusalsFr } from './row-picture-fr.ts';
import type { Refusals } from './refusals.ts';

const FEW_WORDS = 'Quatre ou cinq mots sans lien entre eux font un bon mot de passe.';

/** Ce que le serveur refuse, en français. */
export const refusalsFr: Refusals = {
  usage: {
    message: 'Cette demande n’a pas été comprise.',
    remedy: 'Vérifiez ce que vous avez saisi ; rechargez l’écran si cela persiste.',
  },
  'configuration-invalid': {
    message: 'Un réglage de Paperline est faux.',
    remedy: 'Prévenez la personne qui gère Paperline ; le terminal en dit plus.',
  },
  'questionnaire-invalid': {
    message: 'Ce questionnaire contient des erreurs.',
    remedy: 'Corrigez-les et réessayez ; « paperline form check » les énumère toutes.',
  },
  'questionnaire-does-not-fit': {
    message: 'Le questionnaire ne tient pas sur le papier.',
    remedy:
      'Retirez des questions ou des réponses, abrégez des mots ou des lignes d’écriture, ou augmentez max-pages.',
  },
  'layout-invalid': {
    message: 'Ce formulaire n’est pas cohérent tel quel.',
    remedy: 'Corrigez ce qui est indiqué ci-dessous et réessayez.',
  },
  'file-not-found': {
    message: 'Ce fichier n’est plus là.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'file-not-readable': {
    message: 'Ce fichier ne peut pas être lu.',
    remedy: 'Vérifiez que son disque est accessible et que Paperline a le droit de le lire.',
  },
  'file-not-writable': {
    message: 'Un fichier n’a pas pu être écrit.',
    remedy: 'Vérifiez que le disque est accessible et que Paperline a le droit d’y écrire.',
  },
  'disk-full': {
    message: 'Le disque est plein.',
    remedy: 'Libérez de la place sur le disque du dossier de données, puis réessayez.',
  },
  'scan-empty': { message: 'Le fichier est vide.', remedy: 'Numérisez la pile à nouveau.' },
  'batch-unknown': { message: 'Cette course n’existe pas ici.', remedy: 'Rechargez la liste.' },
  'batch-changed': {
    message: 'Quelqu’un d’autre a modifié cette course entre-temps.',
    remedy: 'Fermez, regardez ce qui y figure maintenant, puis modifiez-la à nouveau.',
  },
  'print-run-unknown': { message: 'Ce tirage n’existe pas ici.', remedy: 'Rechargez la liste.' },
  'file-unknown': {
    message: 'Ce fichier n’attend plus ici.',
    remedy: 'Rechargez la liste : quelqu’un s’en est peut-être occupé, ou il est en route.',
  },
  'upload-too-large': {
    message: 'Le fichier est trop grand.',
    remedy: 'Scannez la pile en plusieurs parties, ou placez le fichier vous-même dans le dossier d’arrivée.',
  },
  'upload-broken-off': {
    message: 'Le fichier n’est pas arrivé en entier ; rien n’en a été gardé.',
    remedy: 'Envoyez-le à nouveau.',
  },
  'nobody-watches': {
    message: 'Personne ne lit de scans en ce moment ; rien ne peut être relu.',
    remedy: 'Lancez Paperline avec « paperline start » ; rien n’a été modifié.',
  },
  'scan-truncated': {
    message: 'Le fichier est incomplet : la fin manque.',
    remedy: 'Copiez-le ou numérisez-le à nouveau.',
  },
  'scan-damaged': {
    message: 'Le fichier est endommagé et ne peut pas être ouvert.',
    remedy: 'Numérisez la pile à nouveau.',
  },
  'scan-encrypted': {
    message: 'Le fichier est protégé par un mot de passe.',
    remedy: 'Enregistrez-le sans mot de passe et déposez-le à nouveau.',
  },
  'scan-not-an-image': {
    message: 'Ce n’est pas un scan.',
    remedy: 'Déposez un PDF, TIFF, JPEG, PNG ou WebP.',
  },
  'scan-too-many-pages': {
    message: 'Le fichier a trop de pages.',
    remedy: 'Divisez-le en fichiers plus petits.',
  },
  'scan-too-large': { message: 'Une image du fichier est trop grande.', remedy: 'Numérisez à 300 ppp.' },
  'scan-already-sent': {
    message: 'Le même contenu se trouve déjà dans le dossier d’arrivée.',
    remedy: 'Rien n’a été accepté une seconde fois.',
  },
  'scan-duplicate': {
    message: 'Le même contenu a déjà été lu.',
    remedy: 'Rien n’a été compté deux fois ; ce fichier peut être jeté.',
  },
  'data-folder-invalid': {
    message: 'Le dossier de données n’est pas comme il doit être.',
    remedy: 'Prévenez la personne qui gère Paperline ; le terminal en dit plus.',
  },
  'data-folder-in-use': {
    message: 'Un autre programme utilise le dossier de données.',
    remedy: 'Attendez un instant ou fermez ce programme, puis réessayez.',
  },
  'database-newer': {
    message: 'La base de données est d’un Paperline plus récent.',
    remedy: 'Prévenez la personne qui gère Paperline ; le terminal en dit plus.',
  },
  'database-damaged': {
    message: 'La base de données est endommagée.',
    remedy: 'Arrêtez Paperline et remettez la dernière sauvegarde à sa place.',
  },
  'form-unknown': {
    message: 'Ce formulaire n’est plus connu ici.',
    remedy: 'Retournez à la liste des formulaires.',
  },
  'page-unknown': {
    message: 'Cette page n’est plus là.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'copy-unknown': ({ why, copy, page }) =>
    why === 'other-form'
      ? {
          message: `L’exemplaire ${copy} a été imprimé comme un autre formulaire que cette page.`,
          remedy: 'Regardez à nouveau le papier : il est d’un autre exemplaire.',
        }
      : why === 'has-page'
        ? {
            message: `La page ${page} de l’exemplaire ${copy} a déjà été lue.`,
            remedy:
              'Si c’est un second scan de cette page, mettez-la de côté ; sinon elle est d’un autre exemplaire.',
          }
        : {
            message: `Aucun tirage d’ici n’a d’exemplaire ${copy ?? ''}.`,
            remedy:
              'Recopiez les dix lettres et chiffres qui suivent la version du formulaire sur une autre page du même exemplaire.',
          },
  ...rowPictureRefusalsFr,
  'survey-unknown': {
    message: 'Rien n’a jamais été imprimé ici pour cette enquête.',
    remedy: 'Choisissez-en une dans la liste, ou imprimez d’abord un formulaire.',
  },
  'wave-exists': {
    message: 'Il existe déjà une vague ouverte de ce nom.',
    remedy: 'Rien n’a été modifié : imprimez pour elle, ou choisissez un autre nom.',
  },
  'wave-unfinished': {
    message:
      'La vague n’est pas terminée : des réponses, des pages ou des réponses libres attendent encore quelqu’un, ou des fichiers sont en cours de lecture.',
    remedy: 'Terminez d’abord, ou renoncez à ce qui est en suspens au moment de clore la vague.',
  },
  'key-missing': {
    message: 'Une clé de cette vague n’est pas dans le dossier des clés.',
    remedy:
      'Remettez-la depuis l’endroit où les clés sont conservées ; sans elle, les images des champs ne peuvent pas être affichées.',
  },
  'wave-closed': {
    message: 'Ceci appartient à une vague close.',
    remedy: 'Rien n’a été changé : ce qui est publié reste tel quel.',
  },
  'wave-empty': {
    message: 'Cette vague ne contient aucune réponse.',
    remedy: 'Clôturez une vague une fois ses questionnaires lus, puis publiez-la.',
  },
  'weight-invalid': {
    message: 'Les réponses ne peuvent pas être pondérées : les montées n’ont pas été comptées, ou mal.',
    remedy: 'Corrigez le nombre de montées des trajets, ou publiez sans pondération.',
  },
  'table-plan-invalid': {
    message: 'Le plan des tableaux ne correspond pas aux réponses de cette vague.',
    remedy: 'Vérifiez le questionnaire et utilisez le plan du formulaire qui a été imprimé.',
  },
  'publication-rules-changed': {
    message:
      'Cette vague a déjà été publiée avec d’autres seuils ou une autre table de perturbation ; ensemble, les deux révéleraient ce que chacune cache.',
    remedy:
      'Publiez avec les seuils et la table de la première édition. D’autres pourront servir à la vague suivante. Rien n’a été changé.',
  },
  'perturbation-invalid': {
    message: 'La table de perturbation n’est pas utilisable ; rien n’a été publié.',
    remedy: 'Corrigez le fichier, ou réglez « perturbation » sur 10-5 ou off dans les réglages du serveur.',
  },
  'publication-refused': {
    message: 'Ces tableaux permettraient de retrouver ce qui doit rester caché ; ils n’ont pas été publiés.',
    remedy:
      'Retirez une question ou une ventilation du plan des tableaux, ou agrandissez ses groupes. Rien n’a été changé.',
  },
  'task-unknown': {
    message: 'Cette réponse n’est plus entre vos mains.',
    remedy: 'Rien n’a été changé. Continuez avec la suivante.',
  },
  'task-not-yours': {
    message: 'Cette réponse est chez quelqu’un d’autre, ou a été décidée entre-temps.',
    remedy: 'Rien n’a été changé. Continuez avec la suivante.',
  },
  'decision-invalid': {
    message: 'Cette réponse n’a pas été acceptée.',
    remedy: 'Vérifiez ce que vous avez choisi ou saisi, et donnez-le à nouveau.',
  },
  'not-signed-in': {
    message: 'Vous n’êtes pas connecté, ou votre session est terminée.',
    remedy: 'Connectez-vous.',
  },
  'not-allowed': {
    message: 'Ceci ne relève d’aucun rôle que vous avez ici.',
    remedy: 'Demandez ce rôle à un responsable de la confidentialité.',
  },
  'sign-in-refused': {
    message: 'Ce nom et ce mot de passe ne vont pas ensemble.',
    remedy: 'Vérifiez les deux et réessayez.',
  },
  'too-many-tries': ({ minutes }) => ({
    message: 'Trop de tentatives ont échoué.',
    remedy: `Attendez ${minutes === 1 ? 'une minute' : `${minutes ?? 'quelques'} minutes`} et réessayez, ou demandez à un responsable de la confidentialité un lien pour choisir un nouveau mot de passe.`,
  }),
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
  'password-short': { message: 'Ce mot de passe est trop court.', remedy: FEW_WORDS },
  'password-long': { message: 'Ce mot de passe est trop long.', remedy: 'Utilisez 200 caractères au plus.' },
  'password-common': {
    message: 'Ce mot de passe est de ceux que l’on essaie partout en premier.',
    remedy: FEW_WORDS,
  },
  'password-simple': { message: 'Ce mot de passe se répète ou suit le clavier.', remedy: FEW_WORDS },
  'password-personal': {
    message: 'Ce mot de passe n’est guère plus que des noms ou des mots de l’enquête.',
    remedy: FEW_WORDS,
  },
  'password-wrong': {
    message: 'Le mot de passe actuel n’est pas le bon.',
    remedy: 'Saisissez-le à nouveau ; rien n’a été changé.',
  },
  'account-unknown': {
    message: 'Ce compte n’existe pas ou est désactivé.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'session-unknown': {
    message: 'Cette session n’existe pas ; elle est peut-être déjà terminée.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'invitation-unknown': {
    message: 'Cette invitation n’existe pas ; elle a peut-être servi.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'token-unknown': {
    message: 'Ce jeton n’existe pas ; il a peut-être été révoqué.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'last-privacy-owner': {
    message:
      'C’est le seul responsable de la confidentialité : sans lui, personne ne pourrait ouvrir ni fermer d’accès.',
    remedy: 'Donnez d’abord ce rôle à quelqu’un d’autre.',
  },
  'provider-unknown': {
    message: 'Aucun service de connexion d’une organisation n’est configuré ici.',
    remedy: 'Connectez-vous avec un mot de passe.',
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
  'port-in-use': {
    message: 'Un autre programme utilise ce port.',
    remedy: 'Prévenez la personne qui gère Paperline ; le terminal en dit plus.',
  },
  'node-too-old': {
    message: 'Le Node qui fait tourner Paperline est trop ancien.',
    remedy: 'Prévenez la personne qui gère Paperline ; le terminal en dit plus.',
  },
  unexpected: {
    message: 'Une erreur s’est produite dans Paperline.',
    remedy: 'Réessayez. Si cela persiste, le journal du terminal dit ce qui s’est passé.',
  },
  'not-found': {
    message: 'Il n’y a rien à cette adresse.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'screens-not-built': {
    message: 'Les écrans ne sont pas encore construits.',
    remedy: 'Lancez Paperline avec npm start, qui les construit.',
  },
  defect: {
    message: 'Paperline a échoué ici par un défaut qui lui est propre.',
    remedy: 'Prévenez la personne qui gère Paperline ; le terminal en dit plus.',
  },
  'nothing-of-ours': {
    message: 'Aucune page de ce fichier n’a pu être utilisée.',
    remedy: 'Regardez le papier et numérisez-le à nouveau, entier et à plat.',
  },
  'reading-ended-abruptly': {
    message: 'Paperline s’est arrêté brusquement à chaque lecture de ce fichier ; il n’est plus essayé.',
    remedy: 'Numérisez la pile à nouveau par parties plus petites.',
  },
  'reading-failed': {
    message: 'Paperline a échoué sur ce fichier par un défaut qui lui est propre.',
    remedy:
      'Gardez le fichier et envoyez le journal à la personne qui gère Paperline ; le fichier pourra être déposé à nouveau plus tard.',
  },
  'downloads-used-up': {
    message: 'Les téléchargements qui vous étaient accordés sont épuisés.',
    remedy: 'Demandez-en davantage à la personne qui les a accordés.',
  },
  'grant-exists': {
    message: 'Cet institut a déjà cet accès.',
    remedy: 'Retirez d’abord l’accès existant, ou laissez-le tel quel.',
  },
  'grant-unknown': {
    message: 'Cet accès n’existe pas ; il est peut-être expiré ou retiré.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'not-an-agency': {
    message: 'Ce compte n’est pas celui d’un institut d’études.',
    remedy: 'Choisissez un compte qui a le rôle d’institut d’études.',
  },
  'not-published': {
    message: 'Cette publication n’existe pas.',
    remedy: 'Retournez à la liste de ce qui est publié.',
  },
  'redaction-invalid': {
    message: 'Ceci ne peut pas être supprimé ainsi.',
    remedy: 'Marquez les mots à nouveau.',
  },
  'category-unknown': {
    message: 'Cette catégorie n’existe plus.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'category-exists': {
    message: 'Cette catégorie existe déjà.',
    remedy: 'Utilisez-la, ou choisissez un autre nom.',
  },
  'category-in-use': {
    message: 'Des réponses sont codées avec cette catégorie.',
    remedy: 'Fusionnez-la plutôt avec une autre.',
  },
  'answer-stale': {
    message: 'Cette réponse a été modifiée entre-temps.',
    remedy: 'Regardez-la telle qu’elle est et décidez à nouveau.',
  },
  'answer-unknown': {
    message: 'Cette réponse n’existe plus.',
    remedy: 'Rechargez l’écran et regardez à nouveau.',
  },
  'label-invalid': {
    message: 'Ceci ne peut pas être le nom d’une catégorie.',
    remedy: 'Choisissez un nom court, en mots simples.',
  },
  'second-look-needed': {
    message: 'Cette réponse demande d’abord un second regard.',
    remedy: 'Supprimez ce qui concerne une personne, ou laissez cette réponse à quelqu’un d’autre.',
  },
  'variable-unknown': {
    message: 'Cette question n’a pas de réponses ouvertes ici.',
    remedy: 'Choisissez une autre question de la liste.',
  },
  'file-exists': {
    message: 'Un questionnaire de ce nom existe déjà.',
    remedy: 'Choisissez un autre nom, ou ouvrez ce questionnaire et enregistrez-en une nouvelle version.',
  },
  'file-name-invalid': {
    message: 'Un questionnaire ne peut pas porter ce nom.',
    remedy:
      'Utilisez des lettres, des chiffres, des espaces et . _ - et terminez par .yaml, par exemple enquete-bus.yaml.',
  },
  'questionnaire-changed': {
    message: 'Quelqu’un a enregistré ce fichier pendant que vous écriviez.',
    remedy:
      'Rien n’est perdu : voyez ce qui a changé, puis enregistrez votre texte comme version suivante ou prenez l’autre.',
  },
  'questionnaire-slow': {
    message: 'Ce questionnaire n’a pas pu être mis en page : cela demande trop de temps ou de mémoire.',
    remedy: 'Raccourcissez-le, ou demandez de l’aide pour son fichier.',
  },
  'too-many-rows': {
    message: 'Il y a plus de lignes que ce format de fichier ne peut en contenir.',
    remedy: 'Choisissez un autre format, ou prenez une vague à la fois.',
  },
  'wave-unknown': {
    message: 'Cette vague n’existe pas.',
    remedy: 'Choisissez-en une dans la liste.',
  },
  'share-invalid': {
    message: 'Ce n’est pas une part.',
    remedy: 'Indiquez un pourcentage de 0 à 100.',
  },
  'table-plan-missing': {
    message: 'Le questionnaire ne dit pas quels tableaux sont publiés.',
    remedy: 'Ajoutez-y « tables: » (forms/passenger-survey.yaml montre comment) et imprimez-le à nouveau.',
  },
  'wave-open': {
    message: 'Cette vague n’est pas close ; seules les vagues closes sont publiées.',
    remedy: 'Clôturez-la d’abord.',
  },
};
