/**
 * First names as people in the Netherlands, Belgium, France, Germany and Britain bear them, in lower case. From the lists of
 * zxcvbn-ts (`@zxcvbn-ts/language-nl-be` 3.0.2, `-de` 3.0.2, `-fr` 4.1.2, `-en` 4.1.1; MIT licence): of the English list
 * only what occurs in the same project's list of common words, and of all of them nothing that is an ordinary word; some
 * 200 names of older people and of newcomers, which those lists lack, were added by hand.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  `
aagje aaliyah aaron abbie abby abdallah abdel abdelilah abdelkader abdelkarim abdellah abderrahman abdoulaye
abdul abdullah abdurrahman abella abigael abigaelle abigail abigaël abigaëlle aboubacar abraham achiel achille
achilles achraf ada adam adama adame addie addy ade adel adela adele adelina adeline adil adnan adnane adolphe
adolphine adonis adriaan adrian adriana adrianna adriano adriel adrien adrienne adèle adélaïde adélie aedan
aerjen agatha agathe aggie agnes agnès ahlam ahmad ahmed ahmet aicha aida aidan aiden aiko aileen aime aimee
aimy aimé aimée ainsley aisha ajan ajay ajla akim akram aksel alae alain alan alana alanis alara alba albain
alban albane albert alberta alberte albertine albin alcide aldo alea alec alejandro aleksander aleksandra alena
alessa alessandra alessandro alessia alessio alex alexander alexandra alexandre alexandrine alexandro alexandros
alexandru alexane alexe alexi alexia alexiane alexine alexis alexy aleyna alfie alfred alfreda ali alia aliana
alica alice alicia alicja alienor alies alina aline alisa alisha alisia alison alissa alissia alisson alistair
alix alixe aliya aliyah alizee alizée aliénor allain allan allegra alli allison almina almira alois aloïs
alparslan alper alperen alphonse alphonsine alva alwin alya alyah alycia alysia alyson alyssa alyssia amadeus
amadou amal amalia amalya amand amanda amandine amani amar amara amaryllis amaury amaya amaël ambrine ambroise
amedee amel amelia amelie ameline amely amilia amin amina aminata amine amir amira amjad amke ammar amon amos
amy amélia amélie améline ana anabelle anae anael anaelle anais anas anass anastasia anastasie anatole anaya
anaé anaë anaëlle anaïs andi andie andre andrea andreas andrei andrej andres andrew andries andrès andré andréa
andréas andrée andrés andy anes angela angele angelina angeline angelique angelo angie angèle angélina angélique
ania anick anika anil anisa anissa anita anja anke ann ann-sofie ann-sophie anna anna-lucia annabel annabell
annabella annabelle annaelle annalena annalisa annalise annaëlle anne anne-catherine anne-charlotte anne-claire
anne-cécile anne-gaelle anne-laure anne-lise anne-marie anne-sophie anneke anneleen annelie annelien annelies
annelore annemarie annemiek annette anni annick annie annik annika anny anouar anouchka anouck anouk anse ansgar
anthe anthony antje antoine antoinette anton antoni antonia antonin antonine antonio antony antoon anwar anya
aoife apolline arabella aram aras arda arend aretha aria arian ariana ariane arianna arianne arie ariel arielle
arif arik arin arina aris aristide arjen arlen arlene arlette arman armand armande armandine armel armelle armin
arnaud arnauld arne arno arnoud arnout aron arsene arsène arthur arto artur artuur arvid arwa arwen arya aryan
arzu asa asel ashley asiya asli asma asmae asmin assia assil assiya assya astor astra astrid astride asya atakan
athena athenais athina athéna athénaïs atilla atlanta aubin aubrey aude audi audrey audric augusta auguste
augustin augustine auke aukje aurelia aurelie aurelien aurelio auriane aurèle aurélia aurélie aurélien ava awa
axana axel axelle axl ayaan ayah ayan ayana ayaz ayco aydan ayden aydin ayko ayla aylan ayleen aylin ayline
ayman aymane aymard aymen aymeric aymerick ayna ayoub ayrton ayse aysenur aysha ayşe azad aziz aziza azra aäron
aïcha aïda aïdan aïden aïna aïsha aïssa babette badis badr bahar balthazar bambi baptist baptiste baptistine
baran barbara barbra baris barry bart barthelemy basiel basil basile basma bastiaan bastian bastien batiste
batuhan bauke baukje bavo bayram baziel bea beatrice beatriz bebe becca becky bedirhan bela belinay belinda
bella benedicte benedikt bengt benito benjamin bennet bennie benno benny benoit benoît bente benthe benyamin bep
berangere berat berend berengere berenice berfin berk berkan berkay bernadette bernard bernd bernice bernie
berra berre bert berta berten bertha berthe bertie bertille bertrand bess bessie beth bethany betsy bette betty
betül bev beverly beyza bianca bianka bieke bilal bilel billal billie billy bintou birger birgit birte birthe
bjarne bjarni bjorn björn blake blanca blandine blythe boaz bob bobbi bobbie bodhi bonnie boris bosse bouchra
boyd bradley brahim bram branco brandon branko brayan brecht bree bregje brend brenda brent brett brian brianna
brice bridgette briek brieuc brigitte brit britney britt britta brittany brooke bruce bruno bryan bryn buffy
burak béatrice bénédicte bérengère bérénice bünyamin büsra caithlyn caitlin caitlyn caja caleb cali calie
calista callie callum cally calvin camelia cameron cami camiel camil camila camilia camilla camille candace
candice cansu capucine cara carey carina carine carinne carl carla carlo carlos carlotta carly carmela carmen
caro carol carole carole-anne carolien carolin caroline carolyn carrie carroll carsten casey casimir caspar
casper cass cassandra cassandre cassie cassy castille cataleya catalina cate caterina catharina catherine cathia
cathie catho cathy cato catrin cayden cecil cecile cecilia cecily cederic cedric cedrick cedrik celeste celestin
celestine celia celian celien celina celine celya cem cendrine ceren ceriel cesar ceyda ceylan ceylin cezar
chadia chahid chahine chahinez chaim chaima chaimae chana chanda chandra chanel chani chantal chantale charis
charissa charlene charles charles-henri charlie charlien charline charlize charlot charlotta charly charlyne
charlène charmaine chaya chayenne chayma chaïma chelsey chelsy cherie cherine cheryl chesney cheyenne chiara
chiel chimene chinouk chirine chloe chloé chloë chris chrissie chrissy christa christel christelle christiaan
christiane christianne christie christin christina christine christof christoph christophe christopher christy
christèle chrysler chrystel chrystele chrystelle ciara cihan cilou cindy ciska cisse cissy claas claire clara
clare clarence clarice clarissa clarisse clary claude claudette claudia claudie claudine claudius clea clelia
clem clemence clemens clement clementine cleo cleopatra clive cloe clotaire clothilde clotilde clovis cloé cloë
cléa clélia clémence clément clémentine cléo cobe cody colette colin coline colleen collin colombe colyne conner
connie connor conrad constantin constantine cora coralie coraline cordelia corentin corey corine corinne corneel
cornelia cornelis cornelius corrie corrine cory cosette cosima courtney cristelle cristian cristiano cristina
cruz curt curtis cylia cyndie cynthia cyprien cyriel cyrielle cyril cyrille czeslaw cécile cécilia céderic
cédric céleste célestin célestine célia célian céline célya cériel césar cézanne côme daan dagmar dalia dalil
dalila damian damien damiën damla damon dana danae danaë dani dania danica daniel daniela daniele daniella
danielle danilo danièle daniël danni danny dante danté dany daoud daphne daphné dara darby darcy daria darian
dario darius darla darlene darryl daryl dauwe dave david davide davin davina davy dawson dax dayana deanna
debbie debby debora deborah debra dede dee deena defne deirdre delano delfien delia delilah della delores
delphine demi denis denise deniz dennis denny denzel derek derya desiree detlef deva devi devin devran dex diana
diane dianne diaz didi didier diede diederik diego diete dieter dieuwke diewke dikra dila dilan dilano dilara
dilay dimas dimitri dina dinah diny dion dirk ditte diëgo djamel djamila djayden djenna djibril djordy dogukan
doha dolores domenic domenik domien dominic dominik dominique domitille donia donna donnie donny donovan dora
doran doreen dorian doriane dorien dorine dorothee dorothy dorothée doryan dottie douae dounia douwe dov dre
dries driss dré duncan dunya dustin dwayne dwight dylan dylano déborah easter ebbe ebe ebru ece ecrin eda edda
eddie eddy eden edgar edgard edie edith ediz edmee edmond edmonde edna edouard eduard edward edwige edwin edwina
eef eefje efe effie ege eglantine egon eileen ela elaine elana elano elanur elaïa elea eleana eleanor electra
elena eleni eleonora eleonore eli elia eliah elian eliana eliane eliano elias elie elien elies eliette elif
elija elijah elin elina eline elinor elio eliot eliott elis elisa elisabeth elise elisha elissa eliz eliza
elizabeth elizan elize ella ella-june ella-louise ella-marie ella-noor ellen elli ellie elliot elliott ellis
elly elma elmedin elmedina eloan eloane elodie eloi eloise elona elora elouan elouise eloïse elsa elsie elvine
elvira elvis ely elya elyana elyas elyes elyesa elyna elyne elynn elyo elyse elysia elyssa elza eléa eléana
eléanore eléna eléonore ema emanuel emelie emeline emely emelyne emeric emi emie emiel emil emile emilia emilian
emiliano emilie emilien emilienne emilija emilio emily emin emine emirhan emke emma emmanuel emmanuella
emmanuelle emme emmelie emmelien emmeline emmely emmi emmie emmy emna emre emrys emy ena enaël enes enid enie
enis enisa enna enni ennio enno enny enoha enola enora enrico enrique ensar enya enzo eowyn eppo eray erdem eren
eric erica erick erik erika erin erine erna ernest ernestine ertugrul erva erwan erwann erwin esila esin eslem
esma esme esmee esmeralda esmé esmée esra esta esteban estee estella estelle ester esther esthée estéban estée
etan ethan ethann ethel etienne etiennette etta eugenia eugène eugénie eulalie eunice euphrasie eva evan evann
evelien evelin evelina eveline evelyn evelyne evert evi evie evita evy ewan ewen ewenn ewoud ewout eya eyden
eylül eymen eyüp ezgi ezio ezra fabian fabien fabienne fabio fabrice fadila fae faigy faissal falco falk falke
fallon famke fanny fanta fantine fara farah farid farida faris farrah farès fatih fatiha fatima fatma fatou
fatoumata faustine fay faycal faye febe felia felice felicia felicie felicien felicitas felicite felien felina
feline feliz fem femke fenja fenn fenna fenne ferdinand fernand fernande fernando ferre feyza fiebe fien fiene
fiete fifi filip filipe filippa fina finja finlay finley finn finne finnja finnley fiona firdaous firdaws firmin
flavie flavien flavio floortje florent florentin florentine florian floriane florie florien florine floris flynn
fonne fons fouad fouzia frances francesca francesco francette francine francis francisco francisque franck
francois francoise frankie franky franne frannie franny frantz franz franziska françois françois-xavier
françoise frauke fred freda freddie freddy frederic frederick frederik freek freya frida frie frieda friederike
friedl friedrich frieke frits fritz fritzi frouke froukje fré fréderic fréderique frédéric frédérique furkan
fynn fébe félice félien féline félix féliz gabi gabin gabriel gabriela gabriella gabrielle gabriël gaby gae gael
gaelle gaetan gaetane gaia gail gamze gareth garry gary gaspard gaston gatien gauthier gautier gavin gayle
gaylord gaétan gaël gaëlle gaëtan gaïa geert geike gemma geneva genevieve geneviève geoffrey geoffroy georg
george georges georgette georgie georgina geraldine gerard gerben gerda gerhard geri germaine gero gerrit gerry
gert gert-jan gertie gertjan gertrude gervais ghislain ghislaine ghizlane ghyslaine giada gian giani gianluca
gianni gideon giel gigi gijs gilbert gilberte gilda gildas gilian gilles gillian gilligan gilly gina ginette
ginny gino gio gioia giorgio giovanna giovanni gisela giselle gislaine gisèle gitte gitty giulia giulian
giuliana giuliano giuseppe gizem gladys glen glenda glenn goele goldie goran graham graziella greer greet
greetje greg gregoire gregor gregory greta gretchen gretel griet grégoire grégory guenter guilaine guilhem
guillaume guinevere gunnar gunther gurvan gus gustav gustave guus guust guylaine guylene gwen gwenael gwenaelle
gwenaëlle gwendal gwendoline gwendolyn gwenola gwladys gwyneth gérald géraldine gérard günter hadrien hafsa
hailey hailie hajar hakan hakim hakima haley halil halima halley hallie hamid hamish hamza hana hanae hanane
hanaé hanna hannah hanne hanneke hannelore hannes hanno hans haris harley harmony harold haron haroun harriet
harry harun hasan hassan hatice hatim hattie hauke hava havin hawa hayat hayden hayley hazal hector hedda hedi
hedy heidi heike heinrich heinz heleen helen helena helene helga helin helmut heloise hendrik henk hennes hennie
henning henri henrieke henrietta henriette henrik henrike henry herbert hermine hermione hervé hester hetty hiba
hicham hidaya hidde hilaire hilal hilary hilda hildy hilke hillary hilona hiltje hind hippolyte hira hiranur
hocine holger honorine horst hortense houda houria hubert hugues huguette hussein hélios héloïse hélèna hélène
héléna hümeyra hüseyin ian iana ianthe iban ibe iben ibrahim ibrahima ibtissam ida idris idriss iebe ignace igor
ihsane ikra ikram ilan ilana ilani ilann ilano ilaria ilario ilay ilaya ilayda ilena ilham ilhan ilian iliana
iliano ilias ilies ilja iljo ilke illan illias illona ilona ilsa ilse iluna ilya ilyan ilyana ilyane ilyano
ilyas ilyes ilyess ilyès imad iman imane imani imano imany imen imene imke imogen imraan imran imrane imrân
imène ina inara inas inaya inayah indi indira indra indy ine ineke ines iness inez inga inge ingo ingrid inna
inne inneke insaf inte intissar inès inés iona irem irena irene irenee irina irma irène isa isaac isaak isabeau
isabel isabell isabella isabelle isaiah isalie isaline isaura isaure isaïah ise isha ishaaq ishak ishaq isidore
isis islem ismael ismail ismaël ismaïl isobel isolde isra israa israe issa issam iva ivan ivana iven ivo iyad
iyed iza izia izïa jaak jaan jaap jace jacki jackie jacky jacob jacqueline jacques jacquy jad jada jaden jaime
jaimy jake jakke jakob jakub jamal jamel james jamie jamila jan jana jane janek janelle janey jani janice janick
janie janina janine janique janis janna jannah jannat janne jannek janneke jannes jannick jannie jannik jannis
jano janosch jany jaouad jara jari jarne jarni jarno jaro jarod jaron jasin jasmien jasmina jason jasper jassim
jawad jawed jax jaxx jayce jayda jayden jaylinn jayne jayson jean jean-baptiste jean-bernard jean-charles
jean-christophe jean-claude jean-françois jean-jacques jean-louis jean-loup jean-luc jean-marc jean-marie
jean-michel jean-noël jean-pascal jean-paul jean-philippe jean-pierre jean-rené jean-sébastien jean-yves
jeanette jeanie jeanine jeanne jeanne-marie jeannette jeannie jeannine jeannot jef jeff jeffrey jelena jelke
jella jelle jelte jenifer jenke jenn jenna jennah jenne jennie jennifer jenny jennyfer jens jensen jente jentel
jenthe jentl jeppe jeremie jeremy jerko jermaine jeroen jerom jerome jeroom jerry jerôme jesper jess jesse jessi
jessica jessie jessika jessim jessy jethro jibril jihane jil jilke jill jillian jim jimmy jinte jinthe jits
jitse jitske jitte joachim joan joana joanie joanna joanne joannes joanny joao joaquim joaquin jobbe jocelyn
jocelyne jochem jochen jodi jodie jody joe joel joelina joeline joep joeri joery joey joffre joffrette joffrey
johan johana johann johanna johanne johannes john johnny johny jolan joleen jolene jolien jolijn jolina joline
jon jona jonah jonas jonathan joni jonna jonne jonny jonte jools joos joost jopie joppe joran jorbe jorben
jordane jorden jordi jordy jore joren jorg jorge jorgen jorien jorik jorinde joris jorn jorne jorre jorrit
jorunn jos joscha josee josef josefien josefin josefina josefine joseline joselyne joseph josephe josephin
josephina josephine josette josh joshua josiane josianne josie josse josselin josseline josselyne jost josua
josue josy josyane josé joséphine joud joyce jozef jozefien joël joëlle juan juana juanita judi judith judy
juergen jul jule jules julia julian juliane juliann julianne julicia julie julien julienne juliet juliette
julina juline julius julot juna junayd junes juno jurgen juri jurre justien justin justine justus jutta juul
jyoti jytte jérome jérémie jérémy jérôme jörg jürgen kaat kaatje kacper kadir kahil kahina kai kailey kaina kais
kaitlin kaitlyn kaj kaja kala kalinda kalle kalvin kamal kamel kamelia kamiel kamil kamila kamilia kamélia kandy
kane kaoutar kara karam karel karelle karen kari karim karima karin karina karine karl karla karlien karlijn
karlotta karna karo karolien karoline karsten kasper kassandra kassim kataleya katarina kate katell katelyn
katerina kath katharina katharine katherine kathleen katho kathrin kathryn kathy kati katia katie katinka katja
kato katoo katrien katrijn katrin katrina katrine katy katya kawtar kawthar kay kaya kayden kaye kayla kaylan
kaylee kayleigh kaylen kayley kayliah kaylie kayna kayra kayron kays kaïs keano keanu kees keith kelia kelian
kelley kellian kelly kellya kelsey kelsy kelvin kelya kelyan kemal kenan kendji kendra kenji kenneth kenny keno
kenza kenzo kenzy kerem kerim kerry kerstin kessy ketty kevin keyla keylan keziah khadija khaled khalid khalil
kian kiana kiandro kiani kiano kiara kieran kiki kilian killian kilyan kimberley kimberly kimi kimmie kimmy
kiona kira kiran kirby kirsten kitana kitty kiyan kjell kjelle kjenta kjento klaartje klaas klara klaus kleber
klemens kobe koen konrad konstantin konstantinos koo koray korbinian korneel kris krista kristell kristi
kristian kristin kristina kristof kristy krystal krystle kurt kuzey kwinten kyan kyana kyandro kyani kyano kyara
kyenta kyento kyle kylian kyliann kylie kyllian kyra kyran kytana kythana käthe kélia kélya kévin kübra lacey
laeticia laetitia lahna laila lainey lalie laly lamia lamyae lana lando landry laney lani lanie lara larissa
lars latifa lauke laura laurane lauranne laure laureen laureline lauren laurence laurene laurens laurent laurenz
laurette lauriane laurianne laurie laurien laurin laurine laury lauryn lauryne laurène laverne lavinia lawrence
laya layan layana layanah layane layla layna lazare laëtitia laïa laïna laïs lea leah leana leander leandra
leandre leandro leane leanne leano leart ledion leela leelou leena leeroy leia leif leigh leila leina leland
lemmy len lena lene leni lenia lenie lenja lenka lenke lenn lenna lennard lennart lenne lennerd lennert lenno
lennox lenny lenore lentel lenthe lentl leny lenya lenz lenzo leo leon leona leonard leonardo leonas leonce
leone leonhard leonidas leonie leonor leonora leonore leontien leontine leopold leroy lesley leslie lester
leticia letizia letty lev levi levin levke levy lewis lexi lexie lexy leya leyla leyna leïa leïla leïna león lia
liah liam lian liana liano liara lias libby lidia lidwine lieke liena liene liesa liesbet liesbeth liese liesel
lieselore lieselot lieselotte liesje liesl lieven lieze liham lijan lili lili-rose lilia lilian liliana liliane
lilie lilio lilith lilli lillian lilly liloo lilou lilwenn lily lily-rose lilya lina linda lindsay lindsey
lindsy lindy linn linne linnea lino linsey linus lionel lionnel lior lisa lisa-marie lisandro lisann lisanne
lisbeth lise lisea liselot liselotte lisette lisiane lison lissa lissandro liv liva livia livio liya liyah
liyana liz liza lize lizea lizzie lizzy lizéa lleyton lloyd loana loane loann loanne lobke loeka loena loes
loetitia loewie loewis logan lohan loic loick lois lola lolita lomme lonne lonnie loona lora loran loranne
loredana lorelei loren lorena lorene lorenz lorenzo loretta lori loriane lorie lorien lorik lorin lorine loris
lorna lorne lorraine lory lorys lothar lotta lotte lottie lou-ann lou-anne louana louane louann louanne louay
loubna louca loucas louic louie louis louisa louise louise-marie louisette louison louiza louize louka loukas
louna lounis lowen lowie lowiek loïc loïs luan luana lubin luc luca lucas lucca luce lucenzo lucette luci lucia
luciana luciano lucie lucien lucienne lucile lucille lucinda lucy lucía ludivine ludovic ludwig luigi luis luisa
luise luiz luka lukas luke lula luna lutz luuk luz luzi luzie luís luíz lya lyah lyam lyan lyana lyanna lyano
lydia lydie lyham lyla lylia lylian lyliane lylio lyloo lylou lyn lyna lynda lyndsey lyne lynette lynn lynne lyo
lysa lysandre lysann lyse lysiane lyssa lyvia lyvio léa léana léandre léandro léane léanna léanne léna lény léo
léo-paul léon léona léonard léone léonie léonore léontine léopold maaike maarten maartje mabel maceo machteld
macy maddie maddox maddy madeleine madelief madeline madge madita madleen madlen mae mael maela maelan maelia
maelie maeline maelis maeliss maelle maelly maellys maely maelya maelyne maelys maelyss maena maeva magali
magalie magaly magda magdalena magdalene magdeleine maggie maggy magnus maguy mahamadou mahaut mahdi mahe maher
mahir mahmoud maho mahé maia maico maik maike maikel maila mailin mailo maily mailys maimouna maina maira maisie
maissa maissane maite maithe maithé maité maiwen maiwenn maja maksim mala malak malaurie malaury malcolm malcom
malea malena mali malia malik malika malina malka mallaury mallory malo malone malonn malorie malory malou maloé
malvina malya mamadou manal manar mandy manel manelle manfred mano manoa manon manou manoé manu manuel manuela
manuella mao mara maram marc marc-antoine marceau marcel marcela marcelin marceline marcella marcelle marcellin
marcelline marci marcia marcie marco marcus marcy marek maren mareva margaret margarete margaux margie margo
margot marguerite maria mariam mariama mariame marian mariana marianne marie marie-agnès marie-alix marie-amélie
marie-andrée marie-ange marie-anne marie-annick marie-antoinette marie-aude marie-bernadette marie-catherine
marie-chantal marie-charlotte marie-christine marie-claire marie-claude marie-cécile marie-dominique
marie-elisabeth marie-eve marie-france marie-françoise marie-hélène marie-josee marie-josephe marie-josé
marie-joëlle marie-julie marie-laure marie-laurence marie-line marie-lise marie-lou marie-louise marie-luce
marie-madeleine marie-martine marie-noëlle marie-odile marie-pascale marie-paule marie-pierre marie-reine
marie-rose marie-thérèse marieke mariella marielle marielou mariem mariette marijke marijn marike marilou
marilyn marilyne marinette mario marion marisa mariska marissa marit marith marius mariya marja marjan
marjolaine marjolein marjolijn marjorie marko markus marla marleen marlena marlene marley marlies marlo marloes
marlon marlène marnick marnie marnik marnix maroua marouan marouane marsha marta marte martha marthe martijn
martin martina martine marty marvin marwa marwan marwane marwin mary maryam marylene maryline marylise marylou
maryne marys maryse maryvonne masha massimo matea matei mateo mathea matheo mathias mathies mathieu mathijs
mathilda mathilde mathis mathisse mathiz mathurin mathys mathéo matias matice matilda matilde matis matisse
matiz matse matt matteo mattes mattheo matthew matthias matthieu matthijs matthis matthéo matti mattia mattias
mattice mattijs mattis mattiz matts matty mattéo matys matz matéo maud maude maudie maura maurane mauranne maure
maureen maurice mauricette maurine maurits mauritz mauro mavis maxence maxi maxie maxima maxime maximiliaan
maximilian maximilien maxine mayar mayeul mayke mayla maylan maylane maylie maylin mayline maylis maylon maylone
maylonn mayra mayron maysa mayson mayssa mayssane mayte mayté mazarine maé maélie maéline maélys maéva maël
maëlan maëlia maëlie maëline maëlle maëlly maëlo maëly maëlya maëlyne maëlys maëva maïa maïlane maïly maïlys
maïmouna maïna maïssa maïssane maïte maïthé maïté maïwenn meade medhi medina medine megan megane meggie meghan
meghane mehdi mehmet meik meike meissa melanie melany melda melek melia melih melike melina melinda meline
melisa melissa mellie mellina melly melodie melvin melvyn melya melyna melyne melyssa menachem menno meredith
meriem merijn merlijn merrill mert merve merwan meryam meryem meryl metehan metin mette meyra meysa mia michael
michaela michaël michel michele micheline michelle michiel michèle mickael mickaël micki micky midas mieke miel
miep miguel mika mikael mikail mikaël mike miko milana milann milano milas mildred milena miley milhan milhane
milian milina mill milla millicent millie millo milly milo milou milàn mina mindy minerva minna minnie mio mira
mirac miral miran miranda miray miraç mirco mireille miriam mirjam mirko miro mirre mirte mirthe mirza misha
missy mitch mitchell mitzi miya mohamad mohamed mohamed-ali mohamed-amine mohammad mohammed moira moishe mona
monia monica monika monique morad mordechai morena moreno morgan morgane morganne mories moris moritz morris
moshe mouad mouhamed mounia mounir mourad moussa muguette muhamed muhammad muhammed muhammet murat muriel
murielle musab mustafa mustapha mya myla mylan mylann mylo mylène myra myriam myrna myrthe médard mégane mélanie
mélia mélina mélinda méline mélissa mélody mélya mélyna mélyne mïa nabil nabila nada nadege nadia nadine nadir
nadya nadège nael naelle naemi nahel nahil nahla nahël nahïl naia naila naim naima nala nance nancy nand nando
nani nanou naomi naomie naoual naoufal narjis nasim nasser nassera nassim nassima natacha natalia natalie
natalya natan natascha natasha natasja nathael nathalie nathan nathanael nathanaël nathaniel nathaël nathéo
natéo naud naut nawal nawel nawfal nawfel naya nayla naz nazli naël naëlle naïa naïl naïla naïm naïma naïs nea
neal neel neela neele nehir neil neila nel nela nele nelia nelio nelis nell nelle nelles nelli nellie nelly
nelson nelya nena neo nesrine nessa nessim neva nevio neyla neïla nia niamh nic nicholas nichole nick nicki
nicky niclas nico nicola nicolas nicole nicolle nida niek nieke niel niels niene nienke nigel nihad nihal nik
nika nike niki nikita nikki niklas niko nikola nikolai nikolas nila nilay nilo nils nina ninke nino ninon ninthe
nio nisa nisanur nisrin nisrine nita nizar noach noah noam noan noe noelia noelie noeline noella noelle noelyne
noemi noemie noha noham nohan nohlan nola nolan nolann nolhan nolle nolwen nolwenn nomi noore noortje nora norah
noralie norbert nordin nordine nore noreen noud nouh nour noura nout noé noélie noéline noémi noémie noë noëlle
noëmi nuno nuria nyah nynke nyo nyssa nélia nélio nélya néo obe oceane oceanne octavia octavie odessa odette
odiel odile odilia odin ofelia oguzhan okan ola olaf ole olga oliver olivia olivier oliwia ollie olly olympia
omar ombeline omer ona onno onur oona oone ophelia ophélie orane oriana oriane orianne orlando orlane ornella
orphée oskar osman othman othmane otis otto oumaima oumar oumayma oumou ousmane oussama owen ozan pablo paco
pacome pacôme paige palina paloma pamela paméla pandora paola paolo pascal pascale pascaline patrice patricia
patrick patryk patti paul paula paule paulette paulie paulien paulin paulina pauline paulo pauly pedro peer
peggy pelin penelope pepe pepijn peri perrine perry peter petra phaedra phara pharell phebe phil philibert
philine philip philipp philippa philippe philippine philly philomene phoebe phyllis phéline pia pierre
pierre-alexandre pierre-antoine pierre-baptiste pierre-emmanuel pierre-henri pierre-jean pierre-louis
pierre-marie pierre-yves pierrette pierrick pieter pieter-jan pieterjan pim pinchas pio pippa pitt pius pjotr
polly portia poyraz preben prescilia prescilla prescillia priam prisca priscilla priscillia priya pru prue
pénélope qassim quentin quincy quinn quinten quirin rabah rabia rachael rachel rachelle rachid rachida rae rafa
rafael rafaël ragnar rahel rahma raik raissa raj ralf ralph ramazan ramon ramses ramy ramzi rana randi randy
rani rania ranya raoul raphael raphaele raphaelle raphaël raphaëlle raquel raul ravza raya rayan rayane rayen
rayhan rayhana raymond raymonde rayna raynald razan razane reba rebeca rebecca rebekah reda redouan redouane
regan reggie regina regis reiko reina reinout rejane remco remi remko remy rena renald renan renata renate
renaud rene renee renke reno rens renske renz renzo resul rey reynald rhoda rhonda rhune rhys ria rian riana
rica ricardo riccardo richard rick ricky rico riek rieke rietje riham rihanna rik rikki riley rina rino rinus
risa rita rivka riyad roan robbe robben robbert robbie robby robert roberta roberte roberto robin robine
robrecht robyn rocco rochelle rodolphe rodrigo rodrigue roel roeland roger rohan roland rolande rolland romaisa
romaissa romane romanie romaric romaysa romeo romi romie romina romuald romy romée roméo ronald ronan ronda
ronja ronnie ronny rory rosalie rosalind rosanne rose-marie roseanne roseline roselyne rosetta rosie rosine
rosita roumaissa rowan rowe rowen rowena roxan roxane roxanne roxie roxy roy roz roza rozanne rozenn rube ruben
rubin ruddy rudi rudy rui rumeysa runa runar rutger ruth ruthie ruud ryad ryan rym régine régis rémi rémy
rüdiger rümeysa saad saar saartje sabah sabina sabine sabri sabrina sabrine sacha sadie safa safaa safae safia
safiya safouan safouane safwan sahra saida saja sakina sal salah salaheddine salih saliha salim salima salina
salma salman salome saloua salvatore salwa samantha samaël samet sami samia samir samira sammy samu samuel
samuël samy sana sanaa sanae sander sandi sandie sandra sandrine sandro sanne santiago santino saphira sara
sarah sare saree sari sarina sascha sasha saskia savannah scarlett scott sean seb sebastiaan sebastian sebastien
sebbe sebe seda seher selena selene selien selim selin selina selma selyan semih sen sena senn senna senne
sephora sepp seppe serafina seraphina serena serge sergio serhat serkan servaas servane seth sevan severin
severine seyana seyit seyma shaima shaina shakira shana shanaya shane shani shania shanice shanna shannon shanti
shari sharon sharona shaun shauna shauni shauny shawn shawna shayma shayna shayne shaïna shea sheba sheena
sheila shel shelby shelley shelly shelsey sher sherine sherri sheryl sheryne shimon shirel shirl shirley shlomo
sia siana sibe sibel sibren sidney sidonie sidra siebe siebren siel siem siemen siena siene sietse sietske
sigrid siham sil sila silas silke silva silvia simay simen simeon simon simone simonne siméon sina sinah sinan
sindy sinem siobhan sirine siska sita sixtine siënna sjaan sjoerd skye skyler smilla soan soann soen soetkin
soey sofia sofian sofiane sofie sofía sohan sohane sohann soizic solal solan solange solene solenn solenne
soline solène sondra sonia sonja sonya sophia sophie soraya soren souad soufian soufiane souhail souhaila
soukaina soulaimane soulayman souleyman souleymane soumaya soumia soën stace stacey stacy stan stanislas
stanislawa stanley starr stecy steeve steeven steevy stef stefaan stefan stefanie stefano steff steffen steffi
steffie steffy stella sten stephan stephanie stephen sterre stessy steve steven stevens stien stiene stig stijn
stina stine stuart stéphane stéphanie sude sudenaz suki sullivan sullyvan sumaya sunny sura susan susana susanna
susannah susanne susie suzan suzanne suze suzette suzie suzy svea sven svenja sverre swa swann syana sybe sybil
sybille sybren sylke sylvain sylvaine sylvette sylvia sylviane sylvie syrine szymon sébastien ségolène sélène
séléna séréna séverine sören süleyman sümeyye tabea tabitha taha taina talea talha talia talitha talya tamar
tamara tami tamina tamino tamme tammo tammy tandy tanguy tania tanya tao tara tarik tarja tars tasha tasniem
tasnim tasnime tate tatiana tatjana tatum taylan tayler taylor tayron taïna teddy tenzin teo terence teresa teri
terry tesnim tess tessa teun thais thalia thalya thao thaïs thea theda thelma theo theodor theodore theophile
theresa therese thiago thian thias thibau thibaud thibault thibaut thibe thibeau thibo thiebe thiemen thierry
thies thieu thijmen thijs thilo thimeo thimo thiméo thomas thor thorben thore thorgan thorin thorsten thyam
thymen thyméo théa thélio théo théodore théophile thérèse tia tiago tiana tiany tias tibe tibeau tibo tidiane
tiebe tieme tiemen tifany tifenn tiffanie tijl tijmen tijn tijs tilda tilde tilio tilly tilo tim timaé timaël
timeo timmy timo timon timote timothe timothee timothy timothé timothée timoté timur timéo tina tine tineke
tinne tino tiphaine tiphanie tish titouan titus tizian tiziana tiziano tjalling tjark tjeerd tjeu tjorven
tjörven tobe tobey tobi tobias toby tolga tom tomas tommi toni tony tonya toos torben torre torsten toussaint
tracey traci tracy trevor tricia trina trish trisha tristan tristen trix trixie troy trudy truus tuana tugba
tuur twan tyago tyana tybo tycho tygo tylian tylio tymeo tyméo typhaine tyron tyson téa télio téo ugo ulrich
ulrike ulysse uma umut una ursula ursule uwe vadim valencia valentin valentina valentine valentino valeria
valerian valerie valery valérie vanessa vanina vanya veda veerle veit velma vera verena verna veronica veronika
veronique vianney vic vicki vickie vicky victorien victorine viggo vigo vik viki viktor viktoria vince vincent
vincenzo vinn vinnie vinny vinz viola violaine violetta virgile virginie vito vitus viv vivi vivian viviana
viviane vivien vivienne vladimir véronique wael walid wallis walter wanda wannes warre warren wasim wassim waël
wei wendy wenke werner wesley whitney wiam wiebe wiebke wies wietse wiktor wiktoria wilfrid wilfried wilhelm
willa willeke willem willi william williams wilma wim winifred winnie winona wissal wissem witse wodan wolfgang
wout wouter wyatt wynn xana xander xandro xanthe xaver xavi xavier xem xena xenia xenne xeno xian xiebe yacine
yade yael yaelle yagmur yahya yakup yalenka yamina yan yana yanah yanaika yanaïka yani yanina yanis yaniss yann
yanna yanne yanni yannic yannick yannik yannis yano yara yaren yari yarne yarno yaro yaron yasemin yasin yasir
yasmien yasmin yasmina yasmine yasser yassin yassine yassir yavuz yazid yaël yaëlle ybe yben yelena yelina yeliz
yelle yenna yens yente yentel yenthe yentl yigit yinte yinthe ylan ylana ylann ylano yliana ylias ylies ylona
yluna ylvi ylvie ymke yoan yoann yoeri yohan yohann yoko yolaine yolan yolanda yolande yona yonas yoni yoran
yorbe yorben yordi yoren yorick yorrit yoshi youcef youna younes youness younès youri yousef yousra yousri
youssef youssouf youssra ysaline ysée yuna yunus yuri yusra yusuf yvan yvann yveline yvelise yven yves yvette
yvon yvonne zacharie zachary zack zahra zaid zain zainab zaineb zakaria zakariya zakarya zana zander zanna zarah
zayd zayn zaynab zayneb zeb zeger zehra zeinab zelda zelie zeliha zena zenna zeno zeyd zeyneb zeynep zia ziad
zian zias zico zidane ziggy zina zineb zinedine zino zion zita ziva ziyad zjef zoe zoey zofia zohra zola zora
zoran zoé zoë zuzanna zyad zyan zélie zümra édouard élia élie élina éline élio élisa élise élodie éloi éloïse
élya éléa éléna éléonore émie émile émilie émy énora éric éthan éva évan ömer özge
`
    .trim()
    .split(/\s+/u),
);
