import type { Mark } from './mark.ts';

/** Words for people at work on a trip, in Dutch, English, French and German. */
const STAFF =
  /(?<!\p{L})(?:(?:bus|tram|taxi|trein|metro)?(?:chauffeu(?:r|se)s?|bestuurders?|bestuurster|begeleiders?|begeleidster)|conduct(?:eur|rice|or|ress)s?|machinisten?|machinistes?|(?:kaart|trein)?controleurs?|kaartjesknippers?|medewerk(?:ers?|sters?)|personeelslid|stewards?|stewardess|(?:bus|tram|train|taxi|cab)?[ -]?drivers?|guards?|inspectors?|train managers?|(?:bus|tram|zug|bahn|u-bahn)?fahrer(?:in)?|schaffner(?:in)?|kontrolleur(?:in)?|zugbegleiter(?:in)?|lokführer(?:in)?|contrôleu(?:r|se)s?)(?!\p{L})/giu;

const NUMBER_WORD = '(?:n(?:umme|umbe)?r\\.?|n°|no\\.?|num(?:éro)?\\.?)?';
/** A line, a train or a vehicle by its number. */
const LINE = `(?:(?:bus)?lijn|line|route|ligne|linie|bus|tram|metro|trein|train|zug|wagen|voertuig|service)(?:dienst)? ?${NUMBER_WORD} ?[A-Z]{0,2}\\d{1,5}[a-z]?(?![\\p{L}\\d])`;
const HOUR = '(?:[01]?\\d|2[0-4])';
/** A time of day in figures or in words. */
const TIME = `(?:${HOUR} ?(?:[:.]|h|u) ?[0-5]\\d(?!\\d)(?: ?(?:uur|u|h|uhr|am|pm|a\\.m\\.|p\\.m\\.)(?!\\p{L}))?|${HOUR} ?(?:uur|uhr|heures?|o'clock|am|pm|a\\.m\\.|p\\.m\\.)(?!\\p{L})|(?:half|kwart (?:over|voor)|(?:quarter|half) (?:past|to)|halb|viertel (?:nach|vor)) (?:\\d{1,2}|\\p{L}{3,7})(?!\\p{L}))`;
const TRIP = new RegExp(`(?<![\\p{L}\\d])(?:${LINE}|${TIME})`, 'giu');

/** So far apart, and in one sentence, the two are about one another. */
const NEAR_CHARACTERS = 90;
const SENTENCE_END = /[.!?…](?:\s|$)|\n/u;

/**
 * The lines and times that stand near a word for staff: "the driver of bus 4 at 8:15" is one person, and a roster says who.
 * The word for staff itself stays.
 */
export const findStaffTrips = (text: string): Mark[] => {
  const staff = [...text.matchAll(STAFF)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  if (staff.length === 0) return [];
  return [...text.matchAll(TRIP)].flatMap(({ 0: words, index }) => {
    const end = index + words.length;
    const near = staff.some((person) => {
      const between = person.end <= index ? text.slice(person.end, index) : text.slice(end, person.start);
      if (person.start < end && index < person.end) return false;
      return between.length <= NEAR_CHARACTERS && !SENTENCE_END.test(between);
    });
    return near ? [{ kind: 'staff-trip' as const, start: index, end }] : [];
  });
};
