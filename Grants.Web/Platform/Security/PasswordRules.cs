using System.Text;
using Grants.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace Grants.Web.Platform.Security;

/// <summary>
/// NIST SP 800-63B-4 3.1.1.2: at least 15 characters where the password is the only factor, any characters, no composition
/// rules, no expiry; refused when it is made of common words, of this site's words or of the person's own.
/// </summary>
public sealed class PasswordRules(CurrentFunder funder) : IPasswordValidator<Account>
{
    public const int MinLength = 15;

    /// <summary>Far beyond a passphrase; keeps hashing cheap for the server.</summary>
    public const int MaxLength = 256;

    /// <summary>Shown where a password is chosen.</summary>
    public const string Hint =
        "At least 15 characters. A few words that only you would put together are easy to keep in mind; a password manager does well too.";

    private static readonly string[] Common =
    [
        "password",
        "passwort",
        "passphrase",
        "qwertyuiop",
        "qwerty",
        "asdfghjkl",
        "zxcvbnm",
        "letmein",
        "welcome",
        "iloveyou",
        "monkey",
        "dragon",
        "sunshine",
        "princess",
        "football",
        "baseball",
        "superman",
        "batman",
        "master",
        "shadow",
        "trustno",
        "whatever",
        "computer",
        "internet",
        "secret",
        "admin",
        "administrator",
        "changeme",
        "default",
        "login",
        "guest",
        "user",
        "test",
        "demo",
        "hello",
        "love",
        "summer",
        "winter",
        "spring",
        "autumn",
        "freedom",
        "starwars",
        "pokemon",
        "michael",
        "jennifer",
        "jordan",
        "abcdefghijklmnopqrstuvwxyz",
        "abcdef",
        "abc",
        "correcthorsebatterystaple",
        "thequickbrownfox",
        "grants",
        "grant",
        "archive",
        "archives",
        "digitization",
        "йцукен",
        "пароль",
        "привет",
        "любовь",
    ];

    public async Task<IdentityResult> ValidateAsync(
        UserManager<Account> manager,
        Account user,
        string? password
    )
    {
        var says = Cannot(
            password ?? "",
            [.. Pieces(user), (await funder.GetAsync(CancellationToken.None)).ShortName]
        );
        return says is null
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = "Password", Description = says });
    }

    /// <summary>Null when the password will do.</summary>
    /// <param name="own">Words that belong to the person or to this site.</param>
    internal static string? Cannot(string password, IEnumerable<string> own)
    {
        var length = password.EnumerateRunes().Count();
        if (length < MinLength)
            return $"Use at least {MinLength} characters; a few words that only you would put together do well.";
        if (length > MaxLength)
            return $"Use at most {MaxLength} characters.";

        var plain = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var rest = new string([.. plain.Where(char.IsLetter)]);
        foreach (
            var word in Common
                .Concat(own.Select(w => w.ToLowerInvariant()))
                .Where(w => w.Length > 2)
                .OrderByDescending(w => w.Length)
        )
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        if (
            plain.EnumerateRunes().Distinct().Count() < 5
            || (rest.Length == 0 && HasLetters(plain))
        )
            return "This is one of the passwords that are tried first. Use words that are neither common nor about you.";
        return IsRun(plain)
            ? "This is a sequence of keys or digits, which is tried first. Use words that only you would put together."
            : null;
    }

    private static string[] Pieces(Account person) =>
        $"{person.Name} {person.Email}".Split(
            [' ', '@', '.', '-', '_', '+'],
            StringSplitOptions.RemoveEmptyEntries
        );

    private static bool HasLetters(string text) => text.Any(char.IsLetter);

    /// <summary>Every step up by one or down by one, round the corner from 9 to 0 included.</summary>
    private static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        return steps.All(s => s is 1 or -9) || steps.All(s => s is -1 or 9);
    }
}

/// <summary>The same password typed on two keyboards may differ in code points (NIST SP 800-63B-4 3.1.1.2).</summary>
internal sealed class NormalizingHasher : PasswordHasher<Account>
{
    public override string HashPassword(Account user, string password) =>
        base.HashPassword(user, password.Normalize(NormalizationForm.FormKC));

    public override PasswordVerificationResult VerifyHashedPassword(
        Account user,
        string hashedPassword,
        string providedPassword
    ) =>
        base.VerifyHashedPassword(
            user,
            hashedPassword,
            providedPassword.Normalize(NormalizationForm.FormKC)
        );
}
