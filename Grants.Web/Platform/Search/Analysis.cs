using System.Globalization;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

namespace Grants.Web.Platform.Search;

/// <summary>
/// Words of English, Russian, Hebrew and Yiddish as they are found: Unicode word boundaries, lower case, no accents and no
/// vowel points, one form of letters that have several.
/// </summary>
internal sealed class WordAnalyzer : Analyzer
{
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var words = new StandardTokenizer(LuceneIndex.Version, reader);
        return new TokenStreamComponents(words, Fold(words));
    }

    internal static TokenStream Fold(TokenStream words) =>
        new ASCIIFoldingFilter(
            new LetterFolding(
                new EnglishPossessiveFilter(
                    LuceneIndex.Version,
                    new LowerCaseFilter(LuceneIndex.Version, words)
                )
            )
        );
}

/// <summary>The same, with English endings taken off ("posters" finds "poster").</summary>
internal sealed class StemAnalyzer : Analyzer
{
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var words = new StandardTokenizer(LuceneIndex.Version, reader);
        return new TokenStreamComponents(words, new KStemFilter(WordAnalyzer.Fold(words)));
    }
}

/// <summary>
/// Letters of the Hebrew and Cyrillic scripts: without points and accents (but й stays й), final forms as the common ones,
/// Yiddish digraphs as two letters, without geresh, gershayim and the quotes typed for them.
/// </summary>
internal sealed class LetterFolding(TokenStream input) : TokenFilter(input)
{
    private readonly ICharTermAttribute _term = input.AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken())
            return false;
        var word = _term.ToString();
        if (!Ascii.IsValid(word) || word.Contains('\'', StringComparison.Ordinal))
            _term.SetEmpty().Append(Fold(word));
        return true;
    }

    private static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length + 2);
        foreach (
            var c in word.Normalize(NormalizationForm.FormKC)
                .Replace("й", "\uE000", StringComparison.Ordinal)
                .Normalize(NormalizationForm.FormKD)
        )
            switch (c)
            {
                case '\uE000':
                    folded.Append('й');
                    break;
                case 'ך':
                    folded.Append('כ');
                    break;
                case 'ם':
                    folded.Append('מ');
                    break;
                case 'ן':
                    folded.Append('נ');
                    break;
                case 'ף':
                    folded.Append('פ');
                    break;
                case 'ץ':
                    folded.Append('צ');
                    break;
                case 'װ':
                    folded.Append("וו");
                    break;
                case 'ױ':
                    folded.Append("וי");
                    break;
                case 'ײ':
                    folded.Append("יי");
                    break;
                case '\'' or '"' or '’' or '׳' or '״':
                    break;
                default:
                    if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                        folded.Append(c);
                    break;
            }
        return folded.ToString();
    }
}
