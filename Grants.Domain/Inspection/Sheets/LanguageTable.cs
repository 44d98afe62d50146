using Grants.Domain.Catalog;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>Codes of languages as libraries and browsers write them, to ISO 639-3.</summary>
internal static class LanguageTable
{
    /// <summary>ISO 639-1 and its ISO 639-3 (iso639-3.sil.org). iw, ji and in are older codes of he, yi and id.</summary>
    private const string TwoLetters =
        "aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel bg bul bi bis bm bam bn ben bo bod br bre bs bos ca cat ce che ch cha co cos cr cre cs ces cu chu cv chv cy cym da dan de deu dv div dz dzo ee ewe el ell en eng eo epo es spa et est eu eus fa fas ff ful fi fin fj fij fo fao fr fra fy fry ga gle gd gla gl glg gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv ht hat hu hun hy hye hz her ia ina id ind in ind ie ile ig ibo ii iii ik ipk io ido is isl it ita iu iku iw heb ja jpn ji yid jv jav ka kat kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor kr kau ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg mh mah mi mri mk mkd ml mal mn mon mr mar ms msa mt mlt my mya na nau nb nob nd nde ne nep ng ndo nl nld nn nno no nor nr nbl nv nav ny nya oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run ro ron ru rus rw kin sa san sc srd sd snd se sme sg sag si sin sk slk sl slv sm smo sn sna so som sq sqi sr srp ss ssw st sot su sun sv swe sw swa ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah ug uig uk ukr ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh zho zu zul";

    /// <summary>ISO 639-2/B and its ISO 639-3.</summary>
    private const string OfLibraries =
        "alb sqi arm hye baq eus bur mya chi zho cze ces dut nld fre fra geo kat ger deu gre ell ice isl mac mkd mao mri may msa per fas rum ron slo slk tib bod wel cym";

    /// <summary>Of ISO 639-3 without two letters: languages of such holdings, and what is no one language.</summary>
    private const string Others =
        "lad jpr jrb jdt ydd yih bhk jct aii arc hbo grc rom crh gag kum krl mhr udm sah tyv xal lez dar inh kbd ady cmn yue arb ary arz mul mis und zxx";

    private static readonly Dictionary<string, string> ToThree = Pairs(TwoLetters)
        .Concat(Pairs(OfLibraries))
        .Concat(Languages.Common.Select(l => KeyValuePair.Create(l.Value, l.Key)))
        .ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Known = [.. ToThree.Values, .. Others.Split(' ')];

    public static bool Knows(string code) => Known.Contains(code);

    /// <returns>ISO 639-3, or null when the text is neither a shorter code, nor a library's, nor an English name.</returns>
    public static string? CodeOf(string text) => ToThree.GetValueOrDefault(text);

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string list) =>
        list.Split(' ').Chunk(2).Select(p => KeyValuePair.Create(p[0], p[1]));
}
