using System.ComponentModel.DataAnnotations;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Profiles;

namespace Grants.Web.Features.Profiles;

public sealed class ProfileForm
{
    [Required(ErrorMessage = "Say whose criteria they are.")]
    [StringLength(TechnicalProfile.MaxTextLength, ErrorMessage = "At most 200 characters.")]
    public string? Edition { get; set; }

    [StringLength(60, ErrorMessage = "At most 60 characters.")]
    public string? Level { get; set; }

    [Required(ErrorMessage = "Name the material.")]
    [StringLength(TechnicalProfile.MaxTextLength, ErrorMessage = "At most 200 characters.")]
    public string? Material { get; set; }

    public string? Words { get; set; }

    public IReadOnlyList<RuleForm> Rules { get; private init; } = [];

    public static ProfileForm Of(TechnicalProfile profile) =>
        new()
        {
            Edition = profile.Edition,
            Level = profile.Level,
            Material = profile.Material,
            Words = string.Join("; ", profile.Words),
            Rules =
            [
                .. Enum.GetValues<FileProperty>()
                    .Select(p =>
                        RuleForm.Of(p, profile.Rules.FirstOrDefault(r => r.Property == p))
                    ),
            ],
        };

    /// <summary>What was typed, on the profile as it was.</summary>
    public TechnicalProfile Over(TechnicalProfile profile) =>
        profile with
        {
            Edition = Edition ?? "",
            Level = Level ?? "",
            Material = Material ?? "",
            Words = [.. FileProperties.Values(Words ?? "").Select(w => w.ToLowerInvariant())],
            Rules =
            [
                .. Rules
                    .Where(r => !string.IsNullOrWhiteSpace(r.Expected))
                    .Select(r => new FileRule(
                        r.Property,
                        r.Expected!.Trim(),
                        r.Severity,
                        r.Source?.Trim() ?? ""
                    )),
            ],
        };
}

public sealed class RuleForm
{
    public FileProperty Property { get; private init; }

    public string? Expected { get; set; }

    public FindingSeverity Severity { get; set; }

    public string? Source { get; set; }

    internal static RuleForm Of(FileProperty property, FileRule? rule) =>
        new()
        {
            Property = property,
            Expected = rule?.Expected,
            Severity = rule?.Severity ?? FindingSeverity.Warning,
            Source = rule?.Source,
        };
}
