package dev.slipway.check.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import org.junit.jupiter.api.Test;

class CloudFormationReaderTest {
    private static Resources read(String text) {
        return CloudFormationReader.read(SourceFile.of("template.yaml", text, Format.CLOUDFORMATION));
    }

    private static Resource only(String text, String type) {
        assertThat(read(text).of(type)).as(read(text).all().toString()).hasSize(1);
        return read(text).of(type).getFirst();
    }

    @Test
    void bringsTheSettingsOfADistributionUp() {
        Resource r = only("""
                Resources:
                  Site:
                    Type: AWS::CloudFront::Distribution
                    Properties:
                      DistributionConfig:
                        WebACLId: abc
                        DefaultCacheBehavior:
                          ViewerProtocolPolicy: allow-all
                """, "aws_cloudfront_distribution");
        assertThat(r.get("web_acl_id").is("abc")).isTrue();
        assertThat(r.get("default_cache_behavior", "viewer_protocol_policy").is("allow-all"))
                .isTrue();
        assertThat(r.get("default_cache_behavior", "viewer_protocol_policy")
                        .at()
                        .span()
                        .line())
                .isEqualTo(8);
    }

    @Test
    void keepsTheSettingsOfABucketApart() {
        Resources all = read("""
                Resources:
                  Data:
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketName: data
                      AccessControl: PublicReadWrite
                      VersioningConfiguration: {Status: Enabled}
                      PublicAccessBlockConfiguration: {BlockPublicAcls: true}
                      BucketEncryption:
                        ServerSideEncryptionConfiguration:
                          - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: k}
                      LoggingConfiguration: {DestinationBucketName: logs}
                """);
        Resource bucket = all.of("aws_s3_bucket").getFirst();
        assertThat(all.attached("aws_s3_bucket_acl", "bucket", bucket)).hasSize(1);
        assertThat(all.of("aws_s3_bucket_acl").getFirst().get("acl").is("public-read-write"))
                .isTrue();
        assertThat(all.of("aws_s3_bucket_versioning")
                        .getFirst()
                        .get("versioning_configuration", "status")
                        .is("Enabled"))
                .isTrue();
        assertThat(all.of("aws_s3_bucket_public_access_block")
                        .getFirst()
                        .get("block_public_acls")
                        .is(true))
                .isTrue();
        Resource encryption =
                all.of("aws_s3_bucket_server_side_encryption_configuration").getFirst();
        assertThat(encryption
                        .get("rule", "apply_server_side_encryption_by_default", "kms_master_key_id")
                        .is("k"))
                .isTrue();
        assertThat(all.of("aws_s3_bucket_logging")
                        .getFirst()
                        .get("target_bucket")
                        .is("logs"))
                .isTrue();
        assertThat(bucket.attributes().entries()).containsOnlyKeys("bucket", "id");
    }

    @Test
    void evaluatesWhatIsKnownAndNamesWhatIsNot() {
        Resource r = only("""
                Parameters:
                  Size: {Type: Number, Default: 7}
                  Secret: {Type: String, NoEcho: true}
                Mappings:
                  Zones: {prod: {multi: true}}
                Resources:
                  Key: {Type: AWS::KMS::Key}
                  Db:
                    Type: AWS::RDS::DBInstance
                    Properties:
                      BackupRetentionPeriod: !Ref Size
                      MasterUserPassword: !Ref Secret
                      MultiAZ: !FindInMap [Zones, prod, multi]
                      KmsKeyId: !GetAtt Key.Arn
                      DBName: !Join ['-', [a, !Select [1, !Split [',', 'x,y']]]]
                      MasterUsername: !Sub 'arn:${AWS::Partition}:u'
                      StorageEncrypted: !Ref AWS::NoValue
                """, "aws_db_instance");
        assertThat(r.get("backup_retention_period").is("7")).isTrue();
        assertThat(r.get("password").unknown()).isTrue();
        assertThat(r.get("multi_az").is(true)).isTrue();
        assertThat(r.get("kms_key_id"))
                .isInstanceOfSatisfying(
                        Value.Unknown.class, u -> assertThat(u.references()).containsExactly("aws_kms_key.Key"));
        assertThat(r.get("db_name").is("a-y")).isTrue();
        assertThat(r.get("username").is("arn:aws:u")).isTrue();
        assertThat(r.get("storage_encrypted").absent()).isTrue();
    }

    @Test
    void decidesConditionsOneByOne() {
        Resources all = read("""
                Parameters:
                  Stage: {Type: String, Default: dev}
                Conditions:
                  Prod: !Equals [!Ref Stage, prod]
                  Never: !And [!Equals [a, b], !Condition Prod]
                  Always: {"Fn::Not": [{Condition: Never}]}
                Resources:
                  Gone: {Type: AWS::SQS::Queue, Condition: Never}
                  There:
                    Type: AWS::SQS::Queue
                    Condition: Prod
                    Properties:
                      KmsMasterKeyId: !If [Always, k, !Ref AWS::NoValue]
                      SqsManagedSseEnabled: !If [Prod, true, false]
                """);
        assertThat(all.all()).hasSize(1);
        assertThat(all.all().getFirst().get("kms_master_key_id").is("k")).isTrue();
        assertThat(all.all().getFirst().get("sqs_managed_sse_enabled").unknown())
                .isTrue();
    }

    @Test
    void givesGroupsTheirPortsAndRanges() {
        Resource r = only("""
                {"Resources": {"G": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "d",
                  "SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0", "CidrIpv6": "::/0"}]}}}}
                """, "aws_security_group");
        assertThat(r.get("ingress", "cidr_blocks").items()).hasSize(1);
        assertThat(r.get("ingress", "ipv6_cidr_blocks").items().getFirst().is("::/0"))
                .isTrue();
        assertThat(r.get("ingress", "from_port").is("0")).isTrue();
        assertThat(r.get("ingress", "protocol").is("-1")).isTrue();
    }

    @Test
    void readsAttributesOfBalancersAndAnythingElse() {
        Resource r = only("""
                Resources:
                  B:
                    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                    Properties:
                      Scheme: internet-facing
                      LoadBalancerAttributes:
                        - {Key: access_logs.s3.enabled, Value: 'true'}
                        - {Key: deletion_protection.enabled, Value: false}
                """, "aws_lb");
        assertThat(r.get("access_logs", "enabled").is(true)).isTrue();
        assertThat(r.get("enable_deletion_protection").is(false)).isTrue();
        assertThat(r.get("internal").is(false)).isTrue();
        assertThat(read("Resources: {A: {Type: 'AWS::S3::Bucket', Properties: 3}, B: 7, C: {Type: [1]}}")
                        .all())
                .hasSize(1);
    }
}
