/**
 * Codes for the kind of a transaction, as far as they name a category: `scheme`, then lines of `flow category: CODE words; CODE words`. Flow is
 * "in", "out" or "any": a code that goes the other way than the money says nothing. "~" and "?" mark broad and weak codes as in `merchant-codes.ts`.
 * Left out is what only says how money moved: card purchase (PMNT-CCRD-POSD), transfer (TRF, 166), direct debit, goods and services (GDDS, SUPP).
 */
export const TRANSACTION_CODES: Readonly<Record<string, string>> = {
  // ISO 20022 ExternalPurpose1Code and ExternalCategoryPurpose1Code. SUBS, GIFT, LOAN, GOVT and REFU fit several categories, or either way.
  purpose: `
    in salary: SALA salary; PAYR payroll; BONU bonus
    in benefits: PENS pension; SSBE social security benefit; BENE unemployment or disability benefit; BECH child benefit
    in benefits: GAFA family allowance; GAHO housing allowance; RHBS rehabilitation support; BBSC baby bonus
    in investment-income: INTE interest; DIVI dividend; DIVD dividend
    in other-income: ROYA royalties
    out bank-fees: INTE interest; OFEE account opening fee
    out rent: RENT rent
    out mortgage: HLRP housing loan repayment; HLST housing loan settlement
    out housing-fees: TCSC town council service charges
    any utilities: ELEC electricity bill; ENRG energy; GASB gas bill; WTER water bill; UBIL utilities bill
    any telecom: PHON telephone bill; OTLC telecom bill; CBTV cable TV bill; MTUP mobile top-up
    any insurance: INSU insurance premium; HLTI health insurance; LIFI life insurance; GOVI government insurance
    any insurance: LBRI labour insurance; PPTI property insurance; INPC car insurance premium; INPR insurance premium refund
    any healthcare: HSPC hospital care; MDCS medical services; DNTS dental services; VIEW vision care; LTCF long-term care; CVCF convalescent care; HLTC home health care
    any taxes: TAXS tax payment; TAXR tax refund; VATX value added tax; WHLD withholding tax; INTX income tax
    any taxes: NITX net income tax; ESTX estate tax; HSTX housing tax; PTXP property tax; GSTX goods and services tax
    out donations: CHAR charity payment
    out education: EDUC education; STDY tuition
    out loan-payment: ~LOAR loan repayment; CLPR car loan repayment; IHRP instalment plan
    out card-payment: CCRD credit card payment; CDBL credit card bill
    any savings: SAVG savings; SECU securities; INVS investments and securities; ~CBFF capital building; ~CBFR capital building for retirement
    out flights: AIRB air transport
    out public-transport: BUSB bus; RLWY railway
    any person-to-person: MP2P mobile payment between people
    any cash: CSDB cash disbursement`,
  // ISO 20022 bank transaction codes: in full, or by family (LDAS-MGLN), or by sub-family in any of them (CWDL); the fullest is looked up first.
  iso20022: `
    any cash: CWDL cash withdrawal; CDPT cash deposit; XBCW cash withdrawal abroad; BCDP deposit at a branch
    any cash: BCWD withdrawal at a branch; FCDP foreign currency deposit; FCWD foreign currency withdrawal
    in investment-income: INTR interest; DVCA cash dividend
    out bank-fees: INTR interest
    any bank-fees: CHRG charges; FEES fees; COMM commission; COMI commission with tax; COME commission without tax; COMT untaxed commission
    any taxes: TAXE taxes
    in salary: PMNT-RCDT-SALA payroll
    out mortgage: LDAS-MGLN mortgage loan
    out loan-payment: LDAS-CSLN consumer loan; ~LDAS-FTLN fixed-term loan; ~LDAS-NTLN notice loan; ~LDAS-MDOP-INTR loan interest
    any savings: LDAS-FTDP-DPST fixed-term deposit; LDAS-FTDP-RPMT fixed-term deposit; LDAS-NTDP-DPST notice deposit
    any savings: LDAS-NTDP-RPMT notice deposit; SECU-SETT-TRAD securities trade; SECU-SETT-SUBS fund subscription; SECU-SETT-REDM fund redemption
    any internal-transfer: CAMT-ACCB balancing of accounts`,
  // German Geschäftsvorfallcodes (DFÜ agreement, annex 3); those below 100 are of the time before SEPA and still stand on cash.
  gvc: `
    any cash: 082 cash paid in; 083 cash paid out
    in salary: 053 pay or pension; 153 pay or pension; 157 pay or pension
    in benefits: ?056 payment by a public office; ?156 payment by a public office; ?163 payment by a public office
    out donations: 119 donation
    in investment-income: 302 coupon or dividend; 330 securities income; 805 account closing; 814 interest; 815 interest; 817 interest correction
    out bank-fees: 805 account closing; 814 interest; 815 interest; 817 interest correction
    any bank-fees: 320 securities fees; 321 custody fees; 801 bank card; 802 cheque book; 803 custody; 804 standing order fee
    any bank-fees: 806 postage; 807 charges; 808 fees; 809 commission; 810 reminder fee; 811 credit costs
    out loan-payment: ?601 loan instalment; ?602 loan instalment; ?603 loan repayment; ?604 loan interest; ?605 loan interest
    out mortgage: 832 mortgage
    any savings: 303 securities; 307 securities subscription; 340 matured securities; 823 fixed deposit; 826 savings; 827 savings; 828 savings bond; 829 savings plan
    any internal-transfer: 833 cash concentration; 834 cash concentration`,
  // SWIFT MT940 field :61:, subfield 6. SAL is a sale of securities to some banks and a salary to others; DIV is "diversen" to Dutch ones, whose own
  // GEA, KAS, KST and RNT nobody else uses.
  swift: `
    any cash: GEA cash machine; KAS cash desk
    in investment-income: INT interest; RNT interest; ?DIV dividends; CPN coupon
    out bank-fees: INT interest; RNT interest; KST costs; BRF brokerage fee; COM commission; ODC overdraft charge
    any bank-fees: CHG charges
    any savings: SEC securities; RED redeemed securities; MAT matured securities`,
  // OFX TRNTYPE. Some banks write ATM on card purchases made with a PIN.
  ofx: `
    in investment-income: INT interest; DIV dividend
    out bank-fees: INT interest
    any bank-fees: FEE fee; SRVCHG service charge
    any cash: ~ATM cash machine
    out cash: CASH cash withdrawal`,
};
