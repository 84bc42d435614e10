/**
 * Towns, parts of towns and countries that banks append to a merchant's name, as data. Written as people write them; compared in the
 * plain form, also without the letters that a bank lost. Left out: what is a common surname or word too (Lund, Moss, Voss, Sola, Bath).
 */
import { type WordSet, spellings, wordSet } from './plain-word.ts';

const NORWAY = `oslo, bergen, trondheim, stavanger, kristiansand, drammen, fredrikstad, sandnes, tromsø, sarpsborg, skien, bodø, ålesund, sandefjord, haugesund, tønsberg,
  porsgrunn, arendal, hamar, larvik, halden, asker, lillehammer, molde, harstad, kongsberg, gjøvik, askøy, jessheim, ski, narvik, alta, sandvika, bærum, lørenskog, lillestrøm,
  strømmen, kolbotn, fornebu, lysaker, majorstuen, majorstua, grünerløkka, sinsen, bislett, bislet, storo, nydalen, skøyen, gardermoen, horten, elverum, steinkjer, stjørdal, levanger,
  kristiansund, mo i rana, mosjøen, sandnessjøen, brønnøysund, fauske, svolvær, leknes, sortland, stokmarknes, finnsnes, bardufoss, hammerfest, vadsø, vardø, kirkenes, honningsvåg,
  lakselv, karasjok, kautokeino, namsos, rørvik, verdalsøra, orkanger, melhus, hommelvik, støren, røros, oppdal, sunndalsøra, åndalsnes, ulsteinvik, fosnavåg, ørsta, volda, stryn, førde,
  florø, måløy, sogndal, nordfjordeid, knarvik, straume, nesttun, åsane, fyllingsdalen, loddefjord, kokstad, norheimsund, øystese, odda, stord, kopervik, åkrehamn, bryne, nærbø,
  egersund, jørpeland, flekkefjord, lyngdal, farsund, vennesla, søgne, lillesand, grimstad, tvedestrand, risør, kragerø, langesund, stathelle, notodden, rjukan, ulefoss,
  hønefoss, vikersund, hokksund, mjøndalen, kongsvinger, brumunddal, moelv, raufoss, fagernes, geilo, hemsedal, trysil, eidsvoll, råholt, nannestad, kløfta, årnes, rotnes, nittedal,
  bjørkelangen, fetsund, sørumsand, rælingen, oppegård, drøbak, vestby, kråkerøy, rolvsøy, rakkestad, mysen, askim, nesodden, nesoddtangen, holmestrand, svelvik, stavern, nøtterøy, tjøme, revetal,
  lambertseter, lade, tananger, furuset, tveita, manglerud, helsfyr, økern, carl berner, frogner, aker brygge, tjuvholmen, bjørvika, tøyen, sagene, ullevål, blindern, vinderen, bekkestua, stabekk,
  høvik, nesbru, holmlia, mortensrud, grefsen, kjelsås, alnabru, stovner, grorud, romsås, ammerud, oppsal, bøler, ryen, nordstrand, byåsen, moholt, sluppen, forus, hinna, madla, mariero,
  hillevåg, sola flyplass, flesland, værnes, torp flyplass, kvadrat, lagunen, oslo s, norge, norway, nor, noruega, leirvik, verdal, mandal, kvinesdal, bekkelaget, hauketo, vestkanten, byporten, tynset, bø i telemark,
  vinstra, ringebu, dokka, jevnaker, harestua, løten, røyken, spikkestad, slemmestad, lierbyen, sylling, krokstadelva, åmot, nesbyen, svalbard, longyearbyen, andenes, setermoen, skjervøy, storslett`;

const SWEDEN = `stockholm, sthlm, göteborg, gothenburg, gbg, malmö, uppsala, västerås, örebro, linköping, helsingborg, jönköping, norrköping, umeå, gävle, borås, solna, södertälje, eskilstuna, halmstad,
  växjö, karlstad, sundsvall, trollhättan, östersund, nacka, täby, kista, huddinge, sundbyberg, luleå, kalmar, kungsbacka, skövde, kiruna, visby, bromma, vällingby, arlanda,
  kristianstad, karlskrona, falun, borlänge, uddevalla, varberg, falkenberg, landskrona, ängelholm, trelleborg, ystad, lomma, kävlinge, eslöv, hässleholm, karlshamn, ronneby, oskarshamn, västervik,
  nybro, ljungby, värnamo, nässjö, tranås, motala, mjölby, katrineholm, nyköping, strängnäs, enköping, köping, arboga, kumla, lindesberg, karlskoga, kristinehamn, arvika, säffle, lidköping,
  mariestad, falköping, alingsås, kungälv, lerum, mölndal, partille, stenungsund, lysekil, strömstad, vänersborg, åmål, hudiksvall, bollnäs, söderhamn, sandviken, avesta, ludvika, leksand,
  rättvik, örnsköldsvik, härnösand, kramfors, sollefteå, skellefteå, piteå, kalix, haparanda, gällivare, lycksele, årsta, älvsjö, farsta, skärholmen, hägersten, liljeholmen, södermalm,
  östermalm, kungsholmen, vasastan, gamla stan, hammarby, enskede, tyresö, haninge, handen, lidingö, danderyd, sollentuna, upplands väsby, märsta, sigtuna, norrtälje, åkersberga, vallentuna, järfälla, jakobsberg, barkarby,
  botkyrka, tumba, nynäshamn, värmdö, gustavsberg, frölunda, västra frölunda, hisingen, landvetter, backa, mölnlycke, kinna, hyltebruk, laholm, båstad, höganäs, staffanstorp, vellinge, höllviken, sverige, sweden, swe,
  åhus, simrishamn, sölvesborg, olofström, vetlanda, eksjö, vimmerby, borgholm, finspång, söderköping, hallsberg, tidaholm, skara, tibro, ulricehamn, sunne, torsby, malung, idre, sälen, bräcke, sveg, ånge, timrå, vännäs, arvidsjaur, jokkmokk`;

const DENMARK = `københavn, copenhagen, kbh, århus, aarhus, odense, aalborg, ålborg, esbjerg, randers, kolding, horsens, vejle, roskilde, herning, silkeborg, næstved, fredericia, viborg, hillerød,
  hvidovre, frederiksberg, taastrup, tåstrup, gentofte, lyngby, kongens lyngby, helsingør, kastrup, køge, slagelse, ballerup, glostrup, holstebro, sønderborg, svendborg, hjørring, frederikshavn, holbæk, haderslev, skive,
  ringsted, ikast, aabenraa, åbenrå, viby, risskov, højbjerg, brabrand, hørsholm, birkerød, farum, allerød, værløse, rødovre, brøndby, ishøj, greve, solrød, solrød strand, frederikssund, frederiksværk, kalundborg, nyborg, middelfart,
  faaborg, assens, nakskov, maribo, nykøbing, vordingborg, thisted, brønderslev, nørresundby, skagen, hobro, grenaa, ebeltoft, skanderborg, odder, varde, ribe, tønder, vejen, brande, grindsted, billund,
  lemvig, struer, ringkøbing, skjern, rønne, vanløse, valby, amager, østerbro, nørrebro, vesterbro, københavn k, københavn v, københavn s, københavn n, hellerup, charlottenlund, klampenborg, herlev, gladsaxe, søborg, bagsværd, virum, holte,
  albertslund, vallensbæk, dragør, tårnby, ørestad, kbh k, kbh s, kbh n, kbh v, kbh ø, københavn ø, københavn nv, københavn sv, stenløse, ølstykke, slangerup, haslev, sorø, korsør, hadsten, hinnerup, hammel, galten, lystrup, tranbjerg, danmark, denmark, dnk, tórshavn`;

const FINLAND = `helsinki, helsingfors, espoo, esbo, tampere, vantaa, vanda, oulu, turku, åbo, jyväskylä, kuopio, pori, kerava, porvoo, vaasa, rovaniemi, joensuu, lappeenranta, lahti, hämeenlinna, seinäjoki, kotka,
  kouvola, mikkeli, hyvinkää, järvenpää, nurmijärvi, rauma, lohja, kokkola, kajaani, kirkkonummi, tuusula, ylöjärvi, kangasala, vihti, raasepori, tammisaari, hanko, karkkila, riihimäki, valkeakoski, nokia asema, pirkkala,
  forssa, savonlinna, varkaus, iisalmi, imatra, hamina, kuusankoski, heinola, loviisa, raisio, naantali, kaarina, lieto, pietarsaari, jakobstad, raahe, kemi, tornio, ylivieska, sotkamo, kuusamo, sodankylä, kittilä, inari,
  äänekoski, jämsä, keuruu, orivesi, sastamala, huittinen, kankaanpää, lapua, kauhajoki, kauhava, alavus, kurikka, sipoo, mäntsälä, nummela, klaukkala, tikkurila, myyrmäki, matinkylä, leppävaara, tapiola, kamppi, pasila,
  itäkeskus, malmi, kannelmäki, hervanta, lielahti, hakaniemi, kalasatama, sörnäinen, herttoniemi, vuosaari, munkkiniemi, lauttasaari, kauklahti, espoonlahti, kivistö, korso, koivukylä, mariehamn, maarianhamina, suomi, finland, fin, ideapark, muurame, laukaa, siilinjärvi, lempäälä, akaa, parainen, uusikaupunki, närpiö, mustasaari`;

const ISLES = `london, dublin, manchester, edinburgh, birmingham, leeds, glasgow, liverpool, bristol, sheffield, cardiff, belfast, newcastle, nottingham, leicester, coventry, southampton, portsmouth, brighton, plymouth, norwich, oxford,
  cambridge, exeter, luton, milton keynes, swords, crawley, kilkenny, drogheda, dundalk, bray, wexford, athlone, woking, reigate, epsom, kingston upon thames, harrow, ealing, wigan, stockport, oldham, rochdale, burnley, blackburn, preston lancs, telford, shrewsbury, worcester, hereford, lincoln uk, grimsby, scunthorpe, wakefield, barnsley, rotherham, harrogate, darlington, gateshead, carlisle, stirling, paisley, falkirk, wrexham, northampton, wolverhampton, derby, hull, sunderland, bournemouth, poole, swindon, ipswich, colchester, peterborough, gloucester, cheltenham, stoke, stoke on trent, croydon, bromley, wimbledon,
  hackney, islington, camden, greenwich, stratford, heathrow, gatwick, stansted, aberdeen, dundee, inverness, swansea, cork, galway, limerick, waterford, slough, watford, guildford, basingstoke, maidstone, chelmsford, blackpool, bolton,
  huddersfield, warrington, middlesbrough, doncaster, england, scotland, wales, great britain, united kingdom, gbr, ireland, irl`;

const OVERSEAS = `new york, brooklyn, los angeles, chicago, houston, dallas, austin, san antonio, san diego, san francisco, san jose, seattle, portland, denver, phoenix az, las vegas, atlanta, miami, orlando, tampa, philadelphia, pittsburgh,
  cleveland, columbus, cincinnati, detroit, minneapolis, milwaukee, kansas city, nashville, memphis, new orleans, baltimore, raleigh, richmond, sacramento, fresno, oakland, albuquerque, tucson, salt lake city, fort worth, jacksonville, boston, st louis, saint louis, st petersburg, virginia beach, colorado springs, boise, spokane, tacoma, anchorage, honolulu, reno, mesa az, el paso, fort lauderdale, st paul, saint paul, des moines, baton rouge, little rock, santa monica, long beach, irvine, anaheim, santa clara, sunnyvale, omaha,
  tulsa, oklahoma city, louisville, indianapolis, buffalo, rochester, greenville, wilmington, newark, jersey city, washington, toronto, vancouver, montreal, calgary, ottawa, edmonton, sydney, melbourne, brisbane, perth, adelaide, canberra,
  townsville, wollongong, fremantle, parramatta, toowoomba, ballarat, bendigo, launceston, newcastle nsw, cairns, gold coast, geelong, hobart, darwin, auckland, wellington, christchurch, hamilton, dunedin, tauranga, queenstown, rotorua, napier, palmerston north, new plymouth, whangarei, porirua, johannesburg, cape town, durban,
  pretoria, sandton, usa, united states, canada, australia, new zealand, south africa, hong kong, singapore, tokyo, dubai, mountain view, cupertino, menlo park, palo alto`;

const EUROPE = `berlin, münchen, muenchen, munich, hamburg, frankfurt, frankfurt am main, köln, cologne, stuttgart, düsseldorf, dortmund, essen, leipzig, bremen, dresden, hannover, nürnberg, duisburg, bochum, wuppertal, bielefeld, bonn, münster,
  karlsruhe, mannheim, augsburg, wiesbaden, kiel, mainz, freiburg, lübeck, rostock, flensburg, heidelberg, potsdam, wien, vienna, graz, linz, salzburg, innsbruck, zürich, zurich, genève, geneve, basel, bern, lausanne, luzern,
  amsterdam, rotterdam, utrecht, den haag, 's-gravenhage, eindhoven, groningen, tilburg, almere, breda, nijmegen, arnhem, haarlem, leiden, delft, maastricht, zwolle, amersfoort, apeldoorn, schiphol, brussels, bruxelles, brussel, antwerpen, gent,
  liège, luxembourg, paris, lyon, marseille, toulouse, nantes, strasbourg, montpellier, bordeaux, rennes, reims, grenoble, dijon, madrid, barcelona, valencia, sevilla, málaga, malaga, bilbao, alicante, palma, zaragoza, granada,
  murcia, las palmas, tenerife, torrevieja, marbella, lisboa, lisbon, porto, faro, roma, rome, milano, milan, napoli, torino, firenze, venezia, bologna, palermo, genova, verona, bari, catania, warszawa, warsaw, kraków, krakow, gdańsk, gdansk, gdynia, wrocław,
  wroclaw, poznań, poznan, łódź, lodz, szczecin, lublin, katowice, praha, prague, brno, budapest, bratislava, ljubljana, zagreb, dubrovnik, athens, athina, istanbul, antalya, alanya, larnaca, nicosia, sofia, bucuresti, reykjavik, reykjavík, tallinn,
  tartu, pärnu, riga, vilnius, kaunas, klaipeda, gran canaria, mallorca, germany, deutschland, deu, nederland, netherlands, nld, belgium, france, fra, spain, españa, esp, italia, italy, ita, portugal, poland, polska, pol, austria, österreich,
  switzerland, schweiz, island, iceland, estonia, latvia, lithuania, lux, che, aut, bel, prt`;

/** "Mo i Rana" and "moirana": a place by its letters alone, however the words were parted. */
const all = (): readonly string[] => [NORWAY, SWEDEN, DENMARK, FINLAND, ISLES, OVERSEAS, EUROPE].join(',').split(',').flatMap((name) => spellings(name.trim()))
  .map((words) => words.join('')).filter((letters) => letters.length >= 3);

/** Places that are surnames or words as well: they part no branches from a name that stands alone, but two branches of one name differ by them. */
const loose = (): readonly string[] => `torshov, sentrum, sentr, senter, centrum, alna, lund, moss, voss, sola, lade, hasle, løren, bryn, tiller, heimdal, gol, bø, os, ås, arna, sund, vik, stranda, nesna, kvam, rena, otta, sala, boden, flen, backa, kallio, salo, nokia, lena,
  gran, hol, bath, reading, lille, nice, split, charlotte, austin, lincoln, preston, bury, chester, york, durham, kent, victoria, orange, mesa, aurora co, storgata, torget, torg, stasjon, station, lufthavn, airport, marken, gate, gat, vei, veien, thereses, markens, brygge, stadion, vest, øst, nord, sør, syd, city, mall, park`
  .split(',').flatMap((name) => spellings(name.trim())).map((words) => words.join('')).filter((letters) => letters.length >= 3);

/** Plain letters of places, without blanks between their words. */
export const PLACES: WordSet = wordSet(all);

/** A place's first letters say little below this many. */
const LEAST_OF_CUT = 4;
const BEGINNINGS: WordSet = wordSet(() => [...all(), ...loose()].flatMap((letters) =>
  Array.from({ length: Math.max(0, letters.length - LEAST_OF_CUT + 1) }, (_, more) => letters.slice(0, LEAST_OF_CUT + more))));

const LOOSE_PLACES: WordSet = wordSet(loose);

/** True for a place, also one that is a surname or word too, and for the beginning of one, as a bank leaves it where its column ends ("Holmestra"). */
export const mayBePlace = (word: string): boolean => BEGINNINGS.has(word) || PLACES.has(word) || LOOSE_PLACES.has(word);

/** Words that stand before the last word of a street's name: "Nedre Slottsgate", "Karl Johans gate". */
export const STREET_FRONTS: WordSet = wordSet(() => `nedre øvre ovre søndre nordre vestre østre store lille karl carl johans johan olav olavs kyrres kong kongens dronning dronningens
  oscars haakons håkons sverres prinsens eufemias mauds haralds trygvasons roald amundsens fridtjof nansens henrik ibsens bjørnstjerne bjørnsons nordahl bruns grieg griegs edvard tollbu
  stora östra västra norra södra gamla nya kungs drottning sankt st sct vester øster nørre sønder gammel ny store gamle nye strand`.split(/\s+/).flatMap((name) => spellings(name)).map((words) => words.join('')));
