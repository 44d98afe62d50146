namespace Grants.Web.Features.Catalog.Editing;

/// <summary>What an editor says when a record is withdrawn.</summary>
public sealed record Withdrawal(string PublicMessage, string PrivateReason);
