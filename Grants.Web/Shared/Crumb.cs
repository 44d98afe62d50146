namespace Grants.Web.Shared;

/// <summary>A step of a page's trail.</summary>
public readonly record struct Crumb(string Text, string Href);
