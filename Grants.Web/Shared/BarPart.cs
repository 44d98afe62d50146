using Grants.Domain.Kernel;

namespace Grants.Web.Shared;

/// <summary>How strongly a part of a bar is drawn: from what is final to what is still free.</summary>
public enum BarShade
{
    Final,
    Strong,
    Medium,
    Free,
}

/// <summary>A part of a StackedBar.</summary>
public sealed record BarPart(string Label, Money Amount, BarShade Shade);
