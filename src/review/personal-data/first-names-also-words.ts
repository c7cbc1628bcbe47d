/**
 * First names of the same lists that are words as well in one of the languages, or names of places and things: alone and in
 * lower case they say nothing.
 */
export const FIRST_NAMES_ALSO_WORDS: ReadonlySet<string> = new Set(
  `
abbey abel adelaide adem adi adore alexa allie ally alma althea amber ambre ami ange angel angelica anis ans
arden ares ari art asia aster aube august aura aurora aurore austin aya babs barb barbe barbie bas baya beau bee
bel bell ben benne bent beret berry beryl bibi bill bird birdie blair blanche blessing bliss blondie bobby bonny
bono brandi brandy bren bride bridget brik broes brook brooklyn brooks brune bunny buse cal calypso cam camel
camélia candy carlin carmel carmine carolina carry cary cas castor cerise chad charity charlotte chastity
chelsea cher cherish cherry christian ciel cinderella cinnamon cis clair con constance constant cookie cor coral
corny cris cristal crystal daffy dahlia daisy dakota dale dallas dan dawn dean deb del dell deny destiny devon
divine dix dixie doe doll dolly dona doris dory dot dru dusty désiré ebony elke els emir eve faith fan fancy
fares fauve fawn fee felicity felix fern fidelity fil fleur flo floor flor flora flore florence fran franco
frank gale garance garland garnet gates gay gene georgia germain gil gill ginger glad gloria glory grace gracie
gray gui gust guy gypsy han happy harmonie hasse hazel heath heather heaven heavenly hebe holly honey honor
honore hope hugo ides imme ira iris israel ivory ivy jack jade janet jarre jasmijn jasmin jasmine jay jen jet
jette jewel job jojo joke jolie jordan joy juli juliana june junior juta kaan kali kat ken kim kip kit kristen
lacy lance lander lane largo lark lasse laurel lee leen lente lex lien lies lieve lil lila lilas lin linde lio
lion lira lis lisse lita loan lode lolly lone lore lorry lou loulou loup lucky lulu lune madison madonna mads
mag malin malte mamie mare margarita marge mari marie-jeanne marigold marin marina marine maris mark mart marten
martial mason mats mattie max maxim may maya mead mees meg mei mel melis melody mercedes merci mercy merel merle
merlin merrily merry meta mick midge mien mies mil mila milan miles mimi min minne misty modesty moise mollie
molly mommy mora morgana mouna muffin musa myrte myrtle mélodie nail nais nan nana nanny narcisse nat noa noel
nona noor norma nova noël obi octave océane olive olympe opal oscar pam pansy pat patience patsy patty pearl peg
pelle pen penny perla pet pien piet piper pixie pol pooh poppy prince prosper prudence prune queenie quin quint
raf raina rami ramona raven ray rein reine rené renée rhea ries riet riva rob romain roman roos ros rosa rose
rosemary rosette rosy rover ruby rune sally salomé sam sandy sapphire satine scarlet scout sem sema sep serene
shay shell sherry sibylle sid sien sienna sim sioux sissy sky sonny staf star storm stormy sue sultan summer
sunshine swan sydney tabby taffy tally tea ted terra terri tiara tibbe ties tiff tiffany tille tommy toon tori
tory tyler urbain val vale van velvet venus victoire victor victoria vida vienna violet violette virginia vita
vital viva wally walt ward wilhelmina will willie willow willy windy winter wolf wren zara éden
`
    .trim()
    .split(/\s+/u),
);
