/**
 * Merchant category codes (ISO 18245) by the category they stand for, with the trade in few words. "~" marks a broad code: most shops under it
 * fit, yet not all ("5812" is a restaurant, a cafe or a pub). "?" marks a weak one, under which several trades hide. A code that names no trade
 * of this taxonomy is not here: 6012 is a loan, a card bill, a top-up or a purchase, 6532 and 6533 are any payment, 9700-9702 a card scheme's own.
 */
export const MERCHANT_CODES: Readonly<Record<string, string>> = {
  rent: `?6513 property agent, rentals`,
  utilities: `4900 electricity, gas, water, sanitation; 5983 heating oil, wood, coal, gas dealer`,
  telecom: `4813 telecom key-entry single calls; 4814 telephone service; 4815 telephone service billed by card scheme`,
  'home-improvement': `?0763 farm co-operative supplies; 0780 gardening and landscaping service; 1520 building contractor, homes and commercial;
    1711 plumbing, heating and cooling contractor; 1731 electrician; 1740 masonry, plaster, tiling or insulation contractor; 1750 carpenter;
    1761 roofing and sheet-metal contractor; 1771 concrete contractor; 1799 other specialised building trade; 5039 building materials, trade supply;
    ?5051 metals, trade supply; ~5065 electrical parts; 5072 hardware, trade supply; 5074 plumbing and heating supplies; ?5085 industrial supplies; ?5169 chemicals;
    5198 paint, trade supply; 5200 large do-it-yourself store; 5211 timber and building materials shop; 5231 glass, paint and wallpaper shop; 5251 hardware shop;
    5261 garden centre; ?5271 mobile homes; 5713 flooring shop; 5718 fireplaces; 5996 swimming pools and supplies; 7342 pest control; ~7394 equipment and furniture hire;
    7623 air-conditioning repair; 7692 welding`,
  furnishing: `5021 office furniture, trade supply; 5712 furniture shop; 5714 curtains and upholstery; 5719 other home furnishing; 5937 antique reproductions;
    5950 glassware and crystal; 7641 furniture repair`,
  groceries: `~5300 warehouse club; 5411 supermarket; 5422 butcher and frozen meat; 5441 sweets, nuts and confectionery; 5451 dairy shop; ~5462 bakery;
    ~5499 corner shop or food specialist; 5993 tobacconist; ?5994 news stand, newspapers; 9751 UK supermarkets`,
  restaurants: `5811 caterer; ~5812 restaurant; ~5814 fast food`,
  alcohol: `5715 alcoholic drinks, trade supply; 5813 bar, pub, night club; 5921 liquor shop`,
  'public-transport': `~4111 local commuter transport, incl. ferries; 4112 passenger train; 4131 bus and coach line; ?4789 other passenger transport`,
  taxi: `4121 taxi and limousine`,
  fuel: `5172 petroleum products; 5541 petrol station; 5542 unattended fuel pump; 5552 electric vehicle charging; 7511 truck stop; 9752 UK petrol stations`,
  'parking-tolls': `?4582 airport operator and terminal; 4784 road toll or bridge fee; 7523 parking; 7524 parking, express payment`,
  vehicle: `5013 vehicle parts, trade supply; 5511 car dealer, new and used; 5521 used-car dealer; ~5531 car and home supplies; 5532 tyre shop; 5533 car parts shop;
    5561 caravan and trailer dealer; 5571 motorcycle dealer; 5592 motor home dealer; 5598 snowmobile dealer; 5599 other vehicle dealer; ?5935 scrap and salvage yard;
    7531 car body repair; 7534 tyre repair; 7535 car painting; 7538 car service; 7542 car wash; 7549 towing`,
  flights: `4511 airline`,
  lodging: `7011 hotel; 7012 timeshare; ~7032 sports or recreation camp; 7033 camp site`,
  holidays: `4411 cruise line; 4457 boat hire;
    ~4722 travel agency or tour operator; 4723 package tour operator (Germany); 5309 duty-free shop; 5962 travel by direct marketing;
    ~7512 car rental; ~7519 motor home hire`,
  clothing: `5094 precious stones and metals, watches, jewellery; 5137 uniforms and work clothing; 5139 footwear, trade supply; 5611 men's and boys' clothing;
    5621 women's clothing; 5631 women's accessories; 5641 children's clothing; 5651 family clothing; 5661 shoe shop; 5681 furrier; 5691 men's and women's clothing;
    ~5699 other clothing and accessories; 5944 watches, clocks, jewellery; 5948 leather goods and luggage; 7296 clothing hire; 7631 watch and jewellery repair`,
  electronics: `~4812 telephones and telecom equipment; ?5044 copiers and photographic equipment; ~5045 computers and peripherals, trade supply; 5722 household appliances;
    5732 electronics shop; 5946 camera shop; 5978 typewriters; ?7379 computer repair; 7622 radio and TV repair; 7629 small appliance repair`,
  'general-merchandise': `?5046 other commercial equipment; ?5099 other durable goods; ?5199 other non-durable goods; ~5262 online marketplace;
    ~5310 discount shop; ~5311 department store; ~5331 variety shop; ?5399 other general goods; ~5931 second-hand shop; ?5933 pawn shop; ~5961 mail order;
    ?5963 door-to-door sales; ?5964 catalogue merchant; ~5965 catalogue and shop merchant; ?5966 outbound telemarketing; ?5967 inbound telemarketing; ?5968 subscription merchant;
    ?5969 other direct marketing; ?5999 other specialised shop`,
  books: `5111 office and printing paper, stationery; ~5192 books and periodicals, trade supply; ~5942 bookshop; 5943 stationery and school supplies`,
  'sports-outdoors': `4468 marina and boat supplies; 5551 boat dealer; ~5655 sportswear; 5940 bicycle shop; 5941 sports equipment; 5998 tents and awnings`,
  kids: `?5945 hobby, toy and game shop`,
  pets: `0742 veterinary practice; 5995 pet shop`,
  gifts: `5193 flowers and nursery stock, trade supply; ~5947 gift, card and souvenir shop; ?5973 religious goods; 5992 florist`,
  pharmacy: `~5122 medicines, trade supply; 5912 pharmacy`,
  healthcare: `4119 ambulance; ~5047 medical and dental equipment; 5975 hearing aids; 5976 orthopaedic goods; ~7277 debt, marriage or personal counselling;
    7280 hospital patient funds; 8011 doctor; 8021 dentist; 8031 osteopath; 8041 chiropractor; 8042 optometrist; 8043 optician; 8044 optical goods (retired);
    8049 foot care; 8050 nursing and personal care; 8062 hospital; 8071 medical and dental laboratory; 8099 other health practitioner`,
  'personal-care': `5698 wigs; 5977 cosmetics; 5997 electric razors; 7230 hairdresser and beauty salon; 7297 massage; 7298 health spa`,
  fitness: `~7941 commercial sports, clubs, athletic fields; 7992 public golf course; 7997 sports, recreation or country club`,
  streaming: `?4899 streaming, cable, satellite and other pay TV or radio; ?5815 digital books, films and music; ~7841 video rental, online or not`,
  software: `?4816 internet access, hosting and other online services; ?5734 software shop; ~5817 apps and other digital goods; ?5818 large digital-goods merchant;
    ~7372 programming and data processing; ?7375 information retrieval`,
  news: `?2741 publishing and printing, newspapers among them`,
  games: `5816 digital games; ~7993 amusement machine supplies; 7994 games arcade`,
  events: `7832 cinema; 7833 cinema tickets, express payment; 7922 theatre and ticket agency; 7929 bands and entertainers; 7932 billiards; 7933 bowling;
    7991 tourist attraction and exhibition; 7996 amusement park, circus; 7998 aquarium; ?7999 other recreation`,
  gambling: `7800 state lottery; 7801 licensed online casino; 7802 licensed horse and dog racing; 7995 betting and casino; 9406 government-owned lottery;
    9754 gambling, horse racing, state lottery`,
  hobbies: `5131 fabrics and sewing goods, trade supply; 5733 music shop and instruments; ?5735 record shop; 5832 antiques, sale and restoration; 5932 antique shop;
    5949 sewing and fabric shop; ~5970 artists' and craft supplies; ~5971 art dealer and gallery; 5972 stamps and coins; ~7911 dance hall and school`,
  insurance: `5960 insurance by direct marketing; 6300 insurance; 6381 insurance premiums (retired); 6399 other insurance (retired)`,
  'loan-payment': `?7322 debt collection`,
  taxes: `9311 tax payment`,
  government: `9211 court costs, alimony; 9222 fines; 9223 bail and bond; ?9399 other government service; 9405 payment between government bodies`,
  donations: `8398 charity; 8651 political organisation; 8661 religious organisation`,
  memberships: `?7278 buying clubs; 8641 civic or fraternal association; 8675 motoring association; 8699 other membership organisation`,
  services: `2791 typesetting and plate making; ?2842 professional cleaning products; 4011 freight railway; 4214 haulage, removals and storage; 4215 courier and parcels;
    4225 warehouse and self-storage; 4821 telegraph service; 5697 tailor, mending and alterations; 7210 laundry and garment services; 7211 laundry; 7216 dry cleaner;
    7217 carpet and upholstery cleaning; 7221 photographic studio; 7251 shoe repair and shine; 7261 funeral and crematory; ~7273 dating and escort; 7276 tax preparation;
    ?7299 other personal services; 7311 advertising; 7321 credit reporting; 7332 blueprint and photocopy; 7333 commercial photography and graphics; 7338 quick print;
    7339 secretarial services; 7349 cleaning and janitorial; 7361 staffing agency; 7392 consulting and public relations; 7393 security and detective services;
    ~7395 photo developing; ?7399 other business services; ~7513 van and trailer hire; ?7699 other repair; ?7829 film production and distribution; 8111 lawyer;
    8734 testing laboratory; 8911 architect, engineer, surveyor; 8931 accounting and bookkeeping; ?8999 other professional service; 9402 postal service`,
  education: `8211 primary or secondary school; 8220 college or university; 8241 correspondence course; 8244 business school; 8249 vocational school, incl. driving school;
    ?8299 other school or course`,
  childcare: `7295 babysitting; 8351 child care`,
  'internal-transfer': `?6529 remote stored-value load at a bank; ?6530 remote stored-value load at a shop; ?6540 loading a prepaid card or wallet`,
  'person-to-person': `~4829 money transfer; ~6536 person-to-person money transfer within a country; ~6537 person-to-person money transfer across borders;
    ~6538 funding of a person-to-person transfer`,
  savings: `?6051 quasi-cash, currency or crypto outside a bank; 6211 securities broker; 6760 savings bonds`,
  cash: `6010 cash over the counter; 6011 cash machine; ?6050 quasi-cash at a bank`,
};

/** Codes given to one company each, so that a range says it all: first, last, category, trade. */
export const COMPANY_CODES: readonly (readonly [first: string, last: string, category: string, trade: string])[] = [
  ['3000', '3350', 'flights', 'airline'], ['3351', '3441', 'holidays', 'car rental'], ['3500', '3999', 'lodging', 'hotel'],
];
