using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class ProfileVersionConfiguration : IEntityTypeConfiguration<ProfileVersion>
{
    public void Configure(EntityTypeBuilder<ProfileVersion> profile)
    {
        profile.ToTable("ProfileVersions");
        profile.Property(p => p.Key).HasMaxLength(TechnicalProfile.MaxKeyLength);
        profile.Property(p => p.Edition).HasMaxLength(TechnicalProfile.MaxTextLength);
        profile.Property(p => p.Level).HasMaxLength(60);
        profile.Property(p => p.Material).HasMaxLength(TechnicalProfile.MaxTextLength);
        profile.Property(p => p.Words).HasJsonText();
        profile.Property(p => p.Rules).HasJsonText();
        profile.Ignore(p => p.Profile);
        profile.Ignore(p => p.NumberedLabel);
        profile.HasIndex(p => new { p.Key, p.Number }).IsUnique();
    }
}

internal sealed class DeliverableProfileConfiguration : IEntityTypeConfiguration<DeliverableProfile>
{
    public void Configure(EntityTypeBuilder<DeliverableProfile> chosen)
    {
        chosen.ToTable("DeliverableProfiles");
        chosen.HasIndex(c => new { c.DeliverableId, c.ProfileVersionId }).IsUnique();
        chosen
            .HasOne<Deliverable>()
            .WithMany(d => d.Profiles)
            .HasForeignKey(c => c.DeliverableId)
            .OnDelete(DeleteBehavior.Cascade);
        chosen
            .HasOne<ProfileVersion>()
            .WithMany()
            .HasForeignKey(c => c.ProfileVersionId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
