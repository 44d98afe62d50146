namespace Grants.Web.Features.Forms.Building;

/// <summary>Whether a version can be changed; computed from what uses it.</summary>
public enum FormState
{
    Draft,
    InUse,
}
