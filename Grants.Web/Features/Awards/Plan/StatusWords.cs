using Grants.Web.Shared;

namespace Grants.Web.Features.Awards.Plan;

/// <summary>A status as one kind of reader should understand it.</summary>
public readonly record struct StatusWords(string Text, Tone Tone);
