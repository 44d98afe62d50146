using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class CatalogRecordConfiguration : IEntityTypeConfiguration<CatalogRecord>
{
    public void Configure(EntityTypeBuilder<CatalogRecord> record)
    {
        record.Property(r => r.Slug).HasMaxLength(160);
        record.HasIndex(r => r.Slug).IsUnique();
        record.Property(r => r.Identifier).HasMaxLength(200);
        record.Property(r => r.Title).HasMaxLength(500);
        record.Property(r => r.AlternativeTitle).HasMaxLength(1000);
        record.Property(r => r.Description).HasMaxLength(-1);
        record.Property(r => r.Type).HasMaxLength(40);
        record.Property(r => r.RightsUri).HasMaxLength(200);
        record.Property(r => r.RightsNote).HasMaxLength(2000);
        record.Property(r => r.Date).HasMaxLength(200);
        record.Property(r => r.Language).HasMaxLength(200);
        record.Property(r => r.Subjects).HasMaxLength(4000);
        record.Property(r => r.Places).HasMaxLength(4000);
        record.Property(r => r.People).HasMaxLength(4000);
        record.Property(r => r.Link).HasMaxLength(2000);
        record.Property(r => r.PublicMessage).HasMaxLength(2000);
        record.HasIndex(r => new { r.HoldingInstitutionId, r.Identifier }).IsUnique();
        record.HasIndex(r => new { r.Status, r.PublishedAt });
        record.HasIndex(r => r.ChangeNumber);
        record.HasIndex(r => r.AwardId);
        record
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(r => r.HoldingInstitutionId)
            .OnDelete(DeleteBehavior.Restrict);
        record
            .HasOne<Award>()
            .WithMany()
            .HasForeignKey(r => r.AwardId)
            .OnDelete(DeleteBehavior.Restrict);
        record
            .HasOne<BatchItem>()
            .WithMany()
            .HasForeignKey(r => r.BatchItemId)
            .OnDelete(DeleteBehavior.Restrict);
        record
            .HasOne<Deliverable>()
            .WithMany()
            .HasForeignKey(r => r.DeliverableId)
            .OnDelete(DeleteBehavior.Restrict);
        record
            .HasMany(r => r.Images)
            .WithOne()
            .HasForeignKey("RecordId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CatalogImageConfiguration : IEntityTypeConfiguration<CatalogImage>
{
    public void Configure(EntityTypeBuilder<CatalogImage> image)
    {
        image.Property<Guid>("RecordId");
        image.ToTable("CatalogImages");
        image.Property(i => i.Alt).HasMaxLength(CatalogImage.MaxAltLength);
        image.HasIndex("RecordId", nameof(CatalogImage.Number)).IsUnique();
        image
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(i => i.ViewFileId)
            .OnDelete(DeleteBehavior.Restrict);
        image
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(i => i.ThumbnailFileId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class KnownNameConfiguration : IEntityTypeConfiguration<KnownName>
{
    public void Configure(EntityTypeBuilder<KnownName> name)
    {
        name.Property(n => n.Name).HasMaxLength(NameKey.MaxLength);
        name.Property(n => n.Key).HasMaxLength(NameKey.MaxLength);
        name.Property(n => n.SourceUri).HasMaxLength(400);
        name.Property(n => n.Note).HasMaxLength(2000);
        name.HasIndex(n => n.Key);
        name.HasMany(n => n.Variants)
            .WithOne()
            .HasForeignKey("KnownNameId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NameVariantConfiguration : IEntityTypeConfiguration<NameVariant>
{
    public void Configure(EntityTypeBuilder<NameVariant> variant)
    {
        variant.ToTable("NameVariants");
        variant.Property<Guid>("KnownNameId");
        variant.Property(v => v.Text).HasMaxLength(NameKey.MaxLength);
        variant.Property(v => v.Key).HasMaxLength(NameKey.MaxLength);
        variant.HasIndex(v => v.Key);
    }
}
