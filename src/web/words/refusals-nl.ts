import { rowPictureRefusalsNl } from './row-picture-nl.ts';
import type { Refusals } from './refusals.ts';

const FEW_WORDS = 'Vier of vijf woorden die niet bij elkaar horen, zijn een goed wachtwoord.';

/** Wat de server weigert, in het Nederlands. */
export const refusalsNl: Refusals = {
  usage: {
    message: 'Dit verzoek is niet begrepen.',
    remedy: 'Kijk na wat u hebt ingevuld; laad het scherm opnieuw als het blijft.',
  },
  'configuration-invalid': {
    message: 'Een instelling van Paperline is fout.',
    remedy: 'Meld het aan wie Paperline beheert; de terminal zegt meer.',
  },
  'questionnaire-invalid': {
    message: 'Deze vragenlijst bevat fouten.',
    remedy: 'Verbeter ze en probeer het opnieuw; "paperline form check" noemt ze allemaal.',
  },
  'questionnaire-does-not-fit': {
    message: 'De vragenlijst past niet op het papier.',
    remedy: 'Laat vragen of antwoorden weg, kort woorden of schrijfregels in, of verhoog max-pages.',
  },
  'layout-invalid': {
    message: 'Dit formulier klopt zo niet.',
    remedy: 'Verbeter wat hieronder staat en probeer het opnieuw.',
  },
  'file-not-found': {
    message: 'Dit bestand is er niet meer.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'file-not-readable': {
    message: 'Dit bestand kan niet worden gelezen.',
    remedy: 'Kijk of de schijf er is en of Paperline het bestand mag lezen.',
  },
  'file-not-writable': {
    message: 'Een bestand kon niet worden geschreven.',
    remedy: 'Kijk of de schijf er is en of Paperline erop mag schrijven.',
  },
  'disk-full': {
    message: 'De schijf is vol.',
    remedy: 'Maak ruimte op de schijf met de gegevensmap en probeer het opnieuw.',
  },
  'scan-empty': { message: 'Het bestand is leeg.', remedy: 'Scan de stapel opnieuw.' },
  'batch-unknown': { message: 'Die rit is er hier niet.', remedy: 'Laad de lijst opnieuw.' },
  'batch-changed': {
    message: 'Iemand anders heeft deze rit intussen gewijzigd.',
    remedy: 'Sluit dit, kijk wat er nu staat en wijzig haar opnieuw.',
  },
  'print-run-unknown': { message: 'Die oplage is er hier niet.', remedy: 'Laad de lijst opnieuw.' },
  'file-unknown': {
    message: 'Dit bestand wacht hier niet meer.',
    remedy: 'Laad de lijst opnieuw: iemand heeft het misschien afgehandeld, of het is onderweg.',
  },
  'upload-too-large': {
    message: 'Het bestand is te groot.',
    remedy: 'Scan de stapel in kleinere delen of zet het bestand zelf in de inbox.',
  },
  'upload-broken-off': {
    message: 'Het bestand kwam niet heel aan; er is niets van bewaard.',
    remedy: 'Verstuur het opnieuw.',
  },
  'nobody-watches': {
    message: 'Niemand leest nu scans, dus er kan niets opnieuw gelezen worden.',
    remedy: 'Start Paperline met "paperline start"; er is niets veranderd.',
  },
  'scan-truncated': {
    message: 'Het bestand is niet compleet: het einde ontbreekt.',
    remedy: 'Kopieer of scan het opnieuw.',
  },
  'scan-damaged': {
    message: 'Het bestand is beschadigd en kan niet worden geopend.',
    remedy: 'Scan de stapel opnieuw.',
  },
  'scan-encrypted': {
    message: 'Het bestand is met een wachtwoord beveiligd.',
    remedy: 'Sla het zonder wachtwoord op en lever het opnieuw aan.',
  },
  'scan-not-an-image': {
    message: 'Dit is geen scan.',
    remedy: 'Lever een pdf, TIFF, JPEG, PNG of WebP aan.',
  },
  'scan-too-many-pages': {
    message: 'Het bestand heeft te veel bladzijden.',
    remedy: 'Splits het in kleinere bestanden.',
  },
  'scan-too-large': { message: 'Een afbeelding in het bestand is te groot.', remedy: 'Scan op 300 dpi.' },
  'scan-already-sent': {
    message: 'Dezelfde inhoud ligt al in de inbox.',
    remedy: 'Er is niets een tweede keer aangenomen.',
  },
  'scan-duplicate': {
    message: 'Dezelfde inhoud is al gelezen.',
    remedy: 'Er is niets dubbel geteld; dit bestand mag weg.',
  },
  'data-folder-invalid': {
    message: 'De gegevensmap is niet zoals het moet.',
    remedy: 'Meld het aan wie Paperline beheert; de terminal zegt meer.',
  },
  'data-folder-in-use': {
    message: 'Een ander programma gebruikt de gegevensmap.',
    remedy: 'Wacht even of sluit dat programma, en probeer het opnieuw.',
  },
  'database-newer': {
    message: 'De database is van een nieuwere Paperline.',
    remedy: 'Meld het aan wie Paperline beheert; de terminal zegt meer.',
  },
  'database-damaged': {
    message: 'De database is beschadigd.',
    remedy: 'Stop Paperline en zet de laatste reservekopie terug.',
  },
  'form-unknown': {
    message: 'Dit formulier is hier niet meer bekend.',
    remedy: 'Ga terug naar de lijst met formulieren.',
  },
  'page-unknown': {
    message: 'Deze bladzijde is er niet meer.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'copy-unknown': ({ why, copy, page }) =>
    why === 'other-form'
      ? {
          message: `Exemplaar ${copy} is als een ander formulier afgedrukt dan deze bladzijde.`,
          remedy: 'Kijk nog eens naar het papier: het is van een ander exemplaar.',
        }
      : why === 'has-page'
        ? {
            message: `Bladzijde ${page} van exemplaar ${copy} is al gelezen.`,
            remedy:
              'Is dit een tweede scan van die bladzijde, leg haar dan terzijde; anders is ze van een ander exemplaar.',
          }
        : {
            message: `Geen oplage hier heeft een exemplaar ${copy ?? ''}.`,
            remedy:
              'Neem de tien letters en cijfers na de formulierversie over van een andere bladzijde van hetzelfde exemplaar.',
          },
  ...rowPictureRefusalsNl,
  'survey-unknown': {
    message: 'Voor dit onderzoek is hier nooit iets afgedrukt.',
    remedy: 'Kies er een uit de lijst, of druk eerst een formulier af.',
  },
  'wave-exists': {
    message: 'Er is al een open meting met die naam.',
    remedy: 'Er is niets veranderd: druk ervoor af, of kies een andere naam.',
  },
  'wave-unfinished': {
    message:
      'De meting is niet af: er wachten nog antwoorden, bladzijden of open antwoorden op iemand, of er worden bestanden gelezen.',
    remedy: 'Maak dit eerst af, of geef bij het sluiten op wat nog open is.',
  },
  'key-missing': {
    message: 'Een sleutel van deze meting staat niet in de map met sleutels.',
    remedy:
      'Zet hem terug vanwaar sleutels worden bewaard; zonder sleutel zijn de beeldjes van de velden niet te tonen.',
  },
  'wave-closed': {
    message: 'Dit hoort bij een meting die gesloten is.',
    remedy: 'Er is niets gewijzigd: wat gepubliceerd is, blijft zoals het was.',
  },
  'wave-empty': {
    message: 'In deze meting zijn geen antwoorden.',
    remedy: 'Sluit een meting pas als haar formulieren gelezen zijn, en publiceer haar dan.',
  },
  'weight-invalid': {
    message: 'De antwoorden kunnen niet worden gewogen: de instappers zijn niet of niet goed geteld.',
    remedy: 'Verbeter het aantal instappers van de ritten, of publiceer zonder weging.',
  },
  'table-plan-invalid': {
    message: 'Het tabellenplan past niet bij de antwoorden van deze meting.',
    remedy: 'Kijk de vragenlijst na en gebruik het plan van het formulier dat is afgedrukt.',
  },
  'publication-rules-changed': {
    message:
      'Deze meting is eerder met andere grenzen of een andere verstoringstabel gepubliceerd; samen zouden ze verraden wat elk verbergt.',
    remedy:
      'Publiceer met de grenzen en de tabel van de eerste uitgave. Andere kunnen bij de volgende meting. Er is niets gewijzigd.',
  },
  'perturbation-invalid': {
    message: 'De verstoringstabel is niet bruikbaar, dus er is niets gepubliceerd.',
    remedy: 'Verbeter het bestand, of zet ‘perturbation’ in de instellingen van de server op 10-5 of off.',
  },
  'publication-refused': {
    message: 'Uit deze tabellen zou af te leiden zijn wat verborgen moet blijven; ze zijn niet gepubliceerd.',
    remedy:
      'Neem een vraag of een uitsplitsing uit het tabellenplan, of maak de groepen groter. Er is niets gewijzigd.',
  },
  'task-unknown': {
    message: 'Deze hebt u niet meer in handen.',
    remedy: 'Er is niets gewijzigd. Ga verder met de volgende.',
  },
  'task-not-yours': {
    message: 'Deze is bij iemand anders, of is intussen beslist.',
    remedy: 'Er is niets gewijzigd. Ga verder met de volgende.',
  },
  'decision-invalid': {
    message: 'Dit antwoord is niet aangenomen.',
    remedy: 'Kijk na wat u koos of typte en geef het opnieuw.',
  },
  'not-signed-in': { message: 'U bent niet aangemeld, of uw sessie is voorbij.', remedy: 'Meld u aan.' },
  'not-allowed': {
    message: 'Dit hoort niet bij een rol die u hier hebt.',
    remedy: 'Vraag een privacyverantwoordelijke om die rol.',
  },
  'sign-in-refused': {
    message: 'Deze naam en dit wachtwoord horen niet bij elkaar.',
    remedy: 'Kijk beide na en probeer het opnieuw.',
  },
  'too-many-tries': ({ minutes }) => ({
    message: 'Er zijn te veel pogingen mislukt.',
    remedy: `Wacht ${minutes === 1 ? 'een minuut' : `${minutes ?? 'enkele'} minuten`} en probeer het opnieuw, of vraag een privacyverantwoordelijke om een link voor een nieuw wachtwoord.`,
  }),
  'link-over': {
    message: 'Deze link is al gebruikt, ingetrokken of te oud.',
    remedy:
      'Vraag een privacyverantwoordelijke om een nieuwe; voor het allereerste account start u Paperline opnieuw.',
  },
  'name-invalid': {
    message: 'Dat kan hier geen naam zijn.',
    remedy: 'Gebruik 2 tot 40 letters, cijfers, spaties en . - _ @ + en begin met een letter of cijfer.',
  },
  'name-taken': {
    message: 'Iemand heeft of had deze naam hier al.',
    remedy: 'Kies een andere, bijvoorbeeld met een voorletter.',
  },
  'password-short': { message: 'Dit wachtwoord is te kort.', remedy: FEW_WORDS },
  'password-long': { message: 'Dit wachtwoord is te lang.', remedy: 'Gebruik hoogstens 200 tekens.' },
  'password-common': {
    message: 'Dit wachtwoord hoort bij de wachtwoorden die overal het eerst geprobeerd worden.',
    remedy: FEW_WORDS,
  },
  'password-simple': {
    message: 'Dit wachtwoord herhaalt zichzelf of loopt langs het toetsenbord.',
    remedy: FEW_WORDS,
  },
  'password-personal': {
    message: 'Dit wachtwoord is weinig meer dan namen of woorden uit het onderzoek.',
    remedy: FEW_WORDS,
  },
  'password-wrong': {
    message: 'Het huidige wachtwoord klopt niet.',
    remedy: 'Typ het opnieuw; er is niets gewijzigd.',
  },
  'account-unknown': {
    message: 'Dit account is er niet, of is uitgeschakeld.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'session-unknown': {
    message: 'Die sessie is er niet; misschien is ze al voorbij.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'invitation-unknown': {
    message: 'Die uitnodiging is er niet; misschien is ze al gebruikt.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'token-unknown': {
    message: 'Dat token is er niet; misschien is het ingetrokken.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'last-privacy-owner': {
    message: 'Dit is de enige privacyverantwoordelijke: zonder kan niemand mensen binnen of buiten laten.',
    remedy: 'Maak eerst iemand anders privacyverantwoordelijke.',
  },
  'provider-unknown': {
    message: 'Hier is geen aanmelding van een organisatie ingesteld.',
    remedy: 'Meld u aan met een wachtwoord.',
  },
  'provider-away': {
    message: 'De aanmelding van de organisatie antwoordt niet.',
    remedy: 'Probeer het later opnieuw, of meld u aan met een wachtwoord.',
  },
  'provider-refused': {
    message: 'De aanmelding van de organisatie laat u hier niet binnen.',
    remedy: 'Open eerst uw uitnodiging en kies haar daar, of meld u aan met uw wachtwoord.',
  },
  'port-in-use': {
    message: 'Een ander programma gebruikt deze poort.',
    remedy: 'Meld het aan wie Paperline beheert; de terminal zegt meer.',
  },
  'node-too-old': {
    message: 'De Node waarop Paperline draait, is te oud.',
    remedy: 'Meld het aan wie Paperline beheert; de terminal zegt meer.',
  },
  unexpected: {
    message: 'Er ging iets mis binnen Paperline.',
    remedy: 'Probeer het opnieuw. Blijft het, dan staat in de terminal wat er gebeurde.',
  },
  'not-found': { message: 'Op dit adres is niets.', remedy: 'Laad het scherm opnieuw en kijk nog eens.' },
  'screens-not-built': {
    message: 'De schermen zijn nog niet gebouwd.',
    remedy: 'Start Paperline met npm start; dat bouwt ze.',
  },
  defect: {
    message: 'Paperline kon dit door een eigen fout niet verwerken.',
    remedy: 'Meld het aan wie Paperline beheert; de terminal zegt meer.',
  },
  'nothing-of-ours': {
    message: 'Geen enkele bladzijde van dit bestand is bruikbaar.',
    remedy: 'Bekijk het papier en scan het opnieuw, heel en vlak.',
  },
  'reading-ended-abruptly': {
    message: 'Paperline stopte telkens plotseling bij dit bestand en probeert het niet opnieuw.',
    remedy: 'Scan de stapel opnieuw in kleinere delen.',
  },
  'reading-failed': {
    message: 'Paperline kon dit bestand door een eigen fout niet verwerken.',
    remedy:
      'Bewaar het bestand en stuur het logboek naar de beheerder; het bestand kan later opnieuw worden aangeleverd.',
  },
  'downloads-used-up': {
    message: 'De downloads die u waren toegestaan, zijn op.',
    remedy: 'Vraag om meer bij wie ze heeft toegestaan.',
  },
  'grant-exists': {
    message: 'Dit bureau heeft deze toegang al.',
    remedy: 'Trek eerst de bestaande toegang in, of laat die zoals ze is.',
  },
  'grant-unknown': {
    message: 'Die toegang is er niet; misschien is ze voorbij of ingetrokken.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'not-an-agency': {
    message: 'Dit account is niet van een onderzoeksbureau.',
    remedy: 'Kies een account met de rol onderzoeksbureau.',
  },
  'not-published': {
    message: 'Die publicatie is er niet.',
    remedy: 'Ga terug naar de lijst van wat gepubliceerd is.',
  },
  'redaction-invalid': {
    message: 'Dit kan zo niet worden weggelaten.',
    remedy: 'Markeer de woorden opnieuw.',
  },
  'category-unknown': {
    message: 'Deze categorie is er niet meer.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'category-exists': {
    message: 'Die categorie bestaat al.',
    remedy: 'Gebruik die, of kies een andere naam.',
  },
  'category-in-use': {
    message: 'Er zijn antwoorden met deze categorie gecodeerd.',
    remedy: 'Voeg haar samen met een andere.',
  },
  'answer-stale': {
    message: 'Dit antwoord is intussen gewijzigd.',
    remedy: 'Bekijk het zoals het nu is en beslis opnieuw.',
  },
  'answer-unknown': {
    message: 'Dit antwoord is er niet meer.',
    remedy: 'Laad het scherm opnieuw en kijk nog eens.',
  },
  'label-invalid': {
    message: 'Dit kan geen naam van een categorie zijn.',
    remedy: 'Kies een korte naam van gewone woorden.',
  },
  'second-look-needed': {
    message: 'Dit antwoord moet eerst door iemand anders bekeken worden.',
    remedy: 'Streep door wat erin staat over een persoon, of laat het antwoord aan iemand anders over.',
  },
  'variable-unknown': {
    message: 'Deze vraag heeft hier geen open antwoorden.',
    remedy: 'Kies een andere vraag uit de lijst.',
  },
  'file-exists': {
    message: 'Er is al een vragenlijst met deze naam.',
    remedy: 'Kies een andere naam, of open die vragenlijst en bewaar een nieuwe versie.',
  },
  'file-name-invalid': {
    message: 'Zo kan een vragenlijst niet heten.',
    remedy:
      'Gebruik letters, cijfers, spaties en . _ - en laat de naam eindigen op .yaml, zoals busonderzoek.yaml.',
  },
  'questionnaire-changed': {
    message: 'Iemand heeft dit bestand bewaard terwijl u eraan schreef.',
    remedy:
      'Er is niets verloren: bekijk wat er veranderd is, en bewaar uw tekst als versie daarna of neem die van de ander.',
  },
  'questionnaire-slow': {
    message: 'Deze vragenlijst kon niet opgemaakt worden: het kost te veel tijd of geheugen.',
    remedy: 'Maak de vragenlijst korter, of vraag hulp bij het bestand.',
  },
  'too-many-rows': {
    message: 'Dit zijn meer rijen dan dit bestandsformaat kan bevatten.',
    remedy: 'Kies een ander formaat, of neem één meting tegelijk.',
  },
  'wave-unknown': {
    message: 'Deze meting is er niet.',
    remedy: 'Kies een meting uit de lijst.',
  },
  'share-invalid': {
    message: 'Dit is geen aandeel.',
    remedy: 'Geef een percentage van 0 tot en met 100.',
  },
  'table-plan-missing': {
    message: 'De vragenlijst zegt niet welke tabellen gepubliceerd worden.',
    remedy:
      'Zet “tables:” in de vragenlijst (forms/passenger-survey.yaml laat zien hoe) en druk haar opnieuw af.',
  },
  'wave-open': {
    message: 'Deze meting is nog niet afgesloten; alleen afgesloten metingen worden gepubliceerd.',
    remedy: 'Sluit de meting eerst af.',
  },
};
