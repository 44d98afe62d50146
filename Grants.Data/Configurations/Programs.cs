using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class FunderConfiguration : IEntityTypeConfiguration<Funder>
{
    public void Configure(EntityTypeBuilder<Funder> funder)
    {
        funder.Property(f => f.Name).HasMaxLength(200);
        funder.Property(f => f.ShortName).HasMaxLength(60);
        funder.Property(f => f.Currency).HasMaxLength(3);
        funder.Property(f => f.About).HasMaxLength(-1);
        funder.Property(f => f.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        funder.Property(f => f.AwardPrefix).HasMaxLength(12);
    }
}
