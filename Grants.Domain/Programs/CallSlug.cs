using System.Globalization;
using System.Text;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

/// <summary>The last part of a call's public address: /calls/{slug}. Small Latin letters, digits and single hyphens.</summary>
public static class CallSlug
{
    public const int MaxLength = 120;

    /// <summary>A proposal from the title, accents dropped; empty where nothing of it is Latin.</summary>
    public static string From(string title)
    {
        var slug = new StringBuilder(title.Length);
        foreach (var c in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                slug.Append(c);
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0
                && slug[^1] != '-'
            )
                slug.Append('-');
        }
        var text = slug.ToString();
        return (text.Length <= MaxLength ? text : text[..MaxLength]).Trim('-');
    }

    /// <summary>Null for what <see cref="From"/> could have made.</summary>
    public static Refusal? Invalid(string slug) =>
        slug.Length > 0 && From(slug) == slug
            ? null
            : new Refusal(
                "The address may hold small letters a to z, digits and single hyphens, such as spring-2027."
            );
}
